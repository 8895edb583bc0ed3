import type { Exchange, Header } from "../../exchange/exchange.js";
import type { Attempt } from "../attempt.js";

/** The attempts as a HAR 1.2 log. The caller redacts it before it is written. */
export function writeHar(attempts: readonly Attempt[], request: Exchange["request"], version: string): string {
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
      ...(request?.body != null && request.body.text !== ""
        ? { postData: { mimeType: typeOf(attempt.request.headers), text: request.body.text } }
        : {}),
    },
    response: writeResponse(attempt),
    cache: {},
    timings: { send: 0, wait: attempt.durationMs, receive: 0 },
  }));
  return `${JSON.stringify({ log: { version: "1.2", creator: { name: "sandbox-errors", version }, entries } }, null, 2)}\n`;
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
    redirectURL: "",
    headersSize: -1,
    bodySize: body?.bytes ?? -1,
    ...(failure === null ? {} : { _error: failure.code ?? failure.kind }),
  };
}

function typeOf(headers: readonly Header[]): string {
  return headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? "x-unknown";
}

function queryOf(url: string): Header[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
}
