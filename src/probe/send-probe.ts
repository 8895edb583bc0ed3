import type { Exchange, Response } from "../exchange/exchange.js";
import type { ProbeRequest } from "./fill-step.js";

/** Which case a request belongs to, and which of its steps; `clean_up` where it deletes. */
export interface Purpose {
  readonly caseId: string;
  readonly step: string;
}

/** How to send a request of the probe. */
export interface SendWish {
  readonly purpose: Purpose;
  /** Gives the request up. */
  readonly signal: AbortSignal;
  /** Called once the body of a stream has begun. */
  readonly onBegun?: (head: Pick<Response, "status" | "headers">) => void;
}

/** Sends a request once and reads its answer; never rejects for what the network does. */
export type SendProbe = (request: ProbeRequest, wish: SendWish) => Promise<Exchange>;

/** An exchange, and when it took place. */
export interface TimedExchange {
  readonly exchange: Exchange;
  /** Ms since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** How long was waited after it, in ms. */
  readonly waitedMs: number;
}
