import { type Exchange, type Header, readHeader } from "../../exchange/exchange.js";
import type { Attempt } from "../attempt.js";

/** The attempts as a HAR 1.2 log. Every text in it is redacted, each on its own, so that the whole stays JSON. */
export function writeHar(
  attempts: readonly Attempt[],
  request: Exchange["request"],
  version: string,
  redact: (text: string) => string,
): string {
  const entries = attempts.map((attempt) => ({
    startedDateTime: attempt.startedAt,
    time: attempt.durationMs,
    request: {
      method: attempt.request.method,
      url: attempt.request.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: attempt.request.headers,
      queryString: queryOf(attempt.request.url),
      headersSize: -1,
      bodySize: attempt.request.bodyBytes,
      ...writePostData(attempt, request),
    },
    response: writeResponse(attempt),
    cache: {},
    timings: { send: 0, wait: attempt.durationMs, receive: 0 },
  }));
  const log = { version: "1.2", creator: { name: "sandbox-errors", version }, entries };
  const redactText = (_: string, value: unknown): unknown => (typeof value === "string" ? redact(value) : value);
  return `${JSON.stringify({ log }, redactText, 2)}\n`;
}

/** A body that was read while it was sent is not recorded, and the record says so. */
function writePostData({ request: { headers, bodyBytes } }: Attempt, request: Exchange["request"]): object {
  const text = request?.body?.text ?? "";
  const mimeType = typeOf(headers);
  if (text !== "") return { postData: { mimeType, text } };
  if (bodyBytes === 0) return {};
  return { postData: { mimeType, text, comment: `${bodyBytes} bytes of a file, not recorded` } };
}

function writeResponse({ response, failure }: Attempt): Record<string, unknown> {
  const body = response?.body;
  const content =
    body === undefined
      ? { size: 0, mimeType: "x-unknown" }
      : {
          size: body.bytes,
          mimeType: typeOf(response?.headers ?? []),
          ...("text" in body ? { text: body.text } : { text: body.base64, encoding: "base64" }),
        };
  return {
    status: response?.status ?? 0,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: response?.headers ?? [],
    content,
    redirectURL: readHeader(response?.headers ?? [], "location") ?? "",
    headersSize: -1,
    bodySize: body?.bytes ?? -1,
    ...(failure === null ? {} : { _error: failure.code ?? failure.kind }),
  };
}

function typeOf(headers: readonly Header[]): string {
  return readHeader(headers, "content-type") ?? "x-unknown";
}

function queryOf(url: string): Header[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
}
