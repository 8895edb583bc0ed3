import { type Header, readHeader } from "../../exchange/exchange.js";
import type { MockRequest } from "./describe-request.js";

/** The requests as a HAR 1.2 log. `url` is the base URL of the embedded API. */
export function writeTrafficHar(requests: readonly MockRequest[], url: string): string {
  const entries = requests.map((request) => ({
    startedDateTime: request.at,
    time: request.answer.durationMs ?? 0,
    request: {
      method: request.method,
      url: request.target.startsWith("/") ? `${url}${request.target}` : request.target,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: request.headers,
      queryString: readQuery(request.target),
      headersSize: -1,
      bodySize: request.bodyBytes,
      ...(request.body === "" ? {} : { postData: { mimeType: readType(request.headers), text: request.body } }),
    },
    response: writeResponse(request),
    cache: {},
    timings: { send: 0, wait: request.answer.durationMs ?? 0, receive: 0 },
  }));
  const log = { version: "1.2", creator: { name: "sandbox-errors mock", version: "1" }, entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function writeResponse({ answer }: MockRequest): object {
  return {
    status: answer.status ?? 0,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: answer.headers,
    content: { size: answer.bodyBytes, mimeType: readType(answer.headers), text: answer.body },
    redirectURL: readHeader(answer.headers, "location") ?? "",
    headersSize: -1,
    bodySize: answer.bodyBytes,
    ...(answer.fault === null ? {} : { _error: answer.fault }),
  };
}

function readType(headers: readonly Header[]): string {
  return readHeader(headers, "content-type") ?? "x-unknown";
}

function readQuery(target: string): Header[] {
  const mark = target.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  return [...query].map(([name, value]) => ({ name, value }));
}
