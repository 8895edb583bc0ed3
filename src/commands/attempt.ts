import type { Exchange, Header } from "../exchange/exchange.js";

/** One attempt as the JSON output and HAR files have it. Public. */
export interface Attempt {
  /** Counted from 1. */
  readonly n: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    readonly bodyBytes: number;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly Header[];
    readonly body: AttemptBody;
  } | null;
  readonly failure: { readonly kind: string; readonly code: string | null; readonly phase: string | null } | null;
  /** How long was waited after it, before the next attempt, in ms. */
  readonly waitedMs: number;
}

/** A body as text, or in base64 where it is none. */
export type AttemptBody = ({ readonly text: string } | { readonly base64: string }) & {
  readonly bytes: number;
  readonly truncated: boolean;
};

/** How an attempt went, beside its exchange. */
export interface AttemptTiming {
  readonly n: number;
  /** Ms since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly waitedMs: number;
}

/** Writes an exchange down as an attempt. */
export function toAttempt({ request, response, failure }: Exchange, timing: AttemptTiming): Attempt {
  return {
    n: timing.n,
    startedAt: new Date(timing.startedAt).toISOString(),
    durationMs: Math.round(timing.durationMs),
    request: {
      method: request?.method ?? "",
      url: request?.url ?? "",
      headers: request?.headers ?? [],
      bodyBytes: request?.body?.bytes ?? 0,
    },
    response:
      response === null
        ? null
        : { status: response.status ?? 0, headers: response.headers, body: toBody(response.body) },
    failure: failure === null ? null : { kind: failure.kind, code: failure.code, phase: failure.phase },
    waitedMs: Math.round(timing.waitedMs),
  };
}

function toBody({ text, base64, bytes, truncated }: NonNullable<Exchange["response"]>["body"]): AttemptBody {
  return base64 === null ? { text, bytes, truncated } : { base64, bytes, truncated };
}
