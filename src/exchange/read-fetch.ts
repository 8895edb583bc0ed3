import { HIDDEN_HEADERS } from "./decode-credential.js";
import { decodeFailure } from "./decode-failure.js";
import { type Body, EMPTY_BODY, type Exchange, type Failure, type Header, type Request, textBody } from "./exchange.js";

/** Headers as `fetch` gives them. */
export interface FetchHeaders {
  forEach(callback: (value: string, name: string) => void): void;
}

/** A body of which a copy can be read: what a `Request` and a `Response` of any runtime have in common. */
export interface FetchBody {
  readonly bodyUsed: boolean;
  clone(): { readonly body: FetchStream | null };
}

/** The members of a `ReadableStream` that are used. */
export interface FetchStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<unknown>;
  };
}

/** The members of a `Response` that are read. */
export interface FetchResponse extends FetchBody {
  readonly status: number;
  readonly headers: FetchHeaders;
}

/** The members of a `Request` that are read. */
export interface FetchRequest extends FetchBody {
  readonly method: string;
  readonly url: string;
  readonly headers: FetchHeaders;
}

/** What is known of a request, in the words of `fetch(url, init)`. What is left out is unknown. */
export interface RequestFacts {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** All headers that were sent; with them goes the key, of which nothing is shown. */
  readonly headers?:
    | FetchHeaders
    | Readonly<Record<string, string | readonly string[]>>
    | readonly (readonly string[])[]
    | undefined;
  /** The text that was sent; null for none. Anything but text stays unknown. */
  readonly body?: unknown;
}

/** Bodies are read up to 1 MiB: an error's is far smaller, and of a stream the end decides. */
const BODY_BYTES = 1_048_576;

/** True for a `Response` of any runtime. */
export function isFetchResponse(value: unknown): value is FetchResponse {
  return isFetchBody(value) && "status" in value && typeof value.status === "number" && "headers" in value;
}

function isFetchBody(value: unknown): value is FetchBody {
  return typeof value === "object" && value !== null && "clone" in value && typeof value.clone === "function";
}

/**
 * Reads a `Response`: status, headers, and up to 1 MiB of the body from a copy, so that the original can still be read. A
 * body that somebody read before counts as cut off. Never rejects. `receivedAt` in ms since 1970.
 */
export async function readFetchResponse(response: FetchResponse, receivedAt: number | null): Promise<Exchange> {
  const nothing = { request: null, sentAt: null, receivedAt };
  if (response.status === 0) {
    const message = "the browser hides the answer, or there was none (status 0)";
    return { ...nothing, response: null, failure: { kind: "other", code: null, phase: null, message } };
  }
  const { body, failure } = await readCopy(response);
  const { status } = response;
  return {
    ...nothing,
    response: { status, headers: readHeaders(response.headers), body, headersKnown: true },
    failure,
  };
}

/** Reads a `Request`, or what is known of one. Never rejects. */
export async function readFetchRequest(request: FetchRequest | RequestFacts): Promise<Request> {
  const { method = null, url = null, headers } = request;
  const read = headers === undefined ? HIDDEN_HEADERS : readHeaders(headers);
  if (isFetchBody(request)) {
    const { body } = await readCopy(request);
    return { method, url, headers: read, body: body.truncated ? null : body };
  }
  const { body } = request;
  const bodiless = body === null || (body === undefined && (method === "GET" || method === "HEAD"));
  return { method, url, headers: read, body: typeof body === "string" ? textBody(body) : bodiless ? EMPTY_BODY : null };
}

function readHeaders(headers: NonNullable<RequestFacts["headers"]>): Header[] {
  const found: Header[] = [];
  if (isFetchHeaders(headers))
    headers.forEach((value, name) => {
      found.push({ name, value });
    });
  else
    for (const [name = "", value = ""] of isPairs(headers) ? headers : Object.entries(headers))
      found.push({ name, value: typeof value === "string" ? value : value.join(", ") });
  return found;
}

function isPairs(headers: NonNullable<RequestFacts["headers"]>): headers is readonly (readonly string[])[] {
  return Array.isArray(headers);
}

function isFetchHeaders(headers: NonNullable<RequestFacts["headers"]>): headers is FetchHeaders {
  return !isPairs(headers) && typeof headers.forEach === "function";
}

interface ReadCopy {
  readonly body: Body;
  readonly failure: Failure | null;
}

const UNREAD: ReadCopy = { body: { ...EMPTY_BODY, truncated: true }, failure: null };

async function readCopy(source: FetchBody): Promise<ReadCopy> {
  if (source.bodyUsed) return UNREAD;
  let stream: FetchStream | null;
  try {
    stream = source.clone().body;
  } catch {
    // Somebody is reading it just now.
    return UNREAD;
  }
  if (stream === null || typeof stream.getReader !== "function")
    return stream === null ? { body: EMPTY_BODY, failure: null } : UNREAD;
  return readStream(stream);
}

async function readStream(stream: FetchStream): Promise<ReadCopy> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { body: toBody(chunks, bytes, false), failure: null };
      if (value === undefined) continue;
      chunks.push(value.subarray(0, BODY_BYTES - bytes));
      bytes += value.length;
      if (bytes > BODY_BYTES) break;
    }
  } catch (error) {
    const message =
      error instanceof Error
        ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}`
        : String(error);
    const failure = decodeFailure(message) ?? { kind: "reset", code: null, phase: "body", message };
    return { body: toBody(chunks, bytes, true), failure: { ...failure, phase: "body" } };
  }
  // Resolves only once the original is cancelled too.
  void reader.cancel().catch(() => {});
  return { body: toBody(chunks, BODY_BYTES, true), failure: null };
}

function toBody(chunks: readonly Uint8Array[], bytes: number, truncated: boolean): Body {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    let text = "";
    for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
    // What was cut off may end within a character.
    if (!truncated) text += decoder.decode();
    return { text, base64: null, bytes, truncated };
  } catch {
    const binary = chunks.map((chunk) => Array.from(chunk, (byte) => String.fromCharCode(byte)).join("")).join("");
    return { text: "", base64: btoa(binary), bytes, truncated };
  }
}
