import type { IncomingMessage } from "node:http";

/** What the embedded API reads from the head of a request. */
export interface RequestHead {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** The `Content-Type` and `Content-Encoding` headers, or "". */
  readonly contentType: string;
  readonly contentEncoding: string;
  /** The `Prefer` header, or "". */
  readonly prefer: string;
}

/** Reads the head of a request; a target in absolute form (RFC 9112 section 3.2.2) counts by its path. */
export function readHead(request: IncomingMessage): RequestHead {
  const url = request.url ?? "/";
  const target = url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]*/i, "");
  const mark = target.indexOf("?");
  const prefer = request.headers["prefer"] ?? "";
  return {
    method: request.method ?? "GET",
    path: (mark < 0 ? target : target.slice(0, mark)) || "/",
    query: new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1)),
    authorization: request.headers.authorization,
    contentType: request.headers["content-type"] ?? "",
    contentEncoding: request.headers["content-encoding"] ?? "",
    prefer: Array.isArray(prefer) ? prefer.join(", ") : prefer,
  };
}
