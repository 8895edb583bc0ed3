/** A header, its name as it was written. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** The bytes of a request or an answer, after decompression. */
export interface Body {
  /** The bytes read as UTF-8; "" where they are binary. */
  readonly text: string;
  /** The bytes in base64 where they are no UTF-8, else null. */
  readonly base64: string | null;
  /** How many bytes there were; where `truncated`, at least this many. */
  readonly bytes: number;
  /** True where a bound of ours, or a broken connection, ended it early; and, without any text, where nobody kept it. */
  readonly truncated: boolean;
}

/** What was sent. Null members are unknown. */
export interface Request {
  readonly method: string | null;
  /** Absolute, as sent; or only a path. */
  readonly url: string | null;
  readonly headers: readonly Header[];
  /** Null where nothing is known of it; an empty body has 0 bytes. */
  readonly body: Body | null;
}

/** What was answered. */
export interface Response {
  /** Null where only a body is known (a pasted one). */
  readonly status: number | null;
  readonly headers: readonly Header[];
  readonly body: Body;
  /** False where the headers are unknown (a pasted body), so that a missing header proves nothing. */
  readonly headersKnown: boolean;
}

/** Why no whole answer came: one word per cause of the network layer, `aborted` where we gave up ourselves. */
export const FAILURE_KINDS = [
  "dns",
  "refused",
  "unreachable",
  "reset",
  "timeout_connect",
  "timeout_response",
  "tls_untrusted",
  "tls_expired",
  "tls_hostname",
  "tls_protocol",
  "proxy",
  "invalid_response",
  "aborted",
  "other",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** The part of an exchange in which it failed. */
export const PHASES = ["resolve", "connect", "tls", "send", "head", "body"] as const;
export type Phase = (typeof PHASES)[number];

/** Why no whole answer came. */
export interface Failure {
  readonly kind: FailureKind;
  /** The system's, Node's or the browser's name for it, such as `ECONNREFUSED`. */
  readonly code: string | null;
  readonly phase: Phase | null;
  /** In the words of whoever reported it; those of a client that refused a header may quote it: whoever shows it redacts. */
  readonly message: string;
  /** True where nobody said what happened, and only the time that passed tells. */
  readonly isGuess?: true;
}

/** A request and what came of it. Either `response` or `failure` is there; both where the answer broke off. */
export interface Exchange {
  readonly request: Request | null;
  readonly response: Response | null;
  readonly failure: Failure | null;
  /** When the request was sent and the answer's head received, in ms since 1970; null where unknown. */
  readonly sentAt: number | null;
  readonly receivedAt: number | null;
}

/** The value of the first header of that name (any case), or undefined. */
export function readHeader(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted)?.value;
}

/** A body of text, its length counted in UTF-8 bytes. */
export function textBody(text: string, truncated = false): Body {
  return { text, base64: null, bytes: new TextEncoder().encode(text).length, truncated };
}

/** A body of no bytes. */
export const EMPTY_BODY: Body = { text: "", base64: null, bytes: 0, truncated: false };
