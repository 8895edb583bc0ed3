import type { Header } from "../../exchange/exchange.js";

/** How an answer ended: whole; broken off by a fault; or left by the client before its end. */
export type Ending = "whole" | "broken" | "left";

/** A chat stream that a request followed. */
export interface RecordedStream {
  readonly sandboxId: string;
  /** The `errorText` of an error event, or null. */
  errorText: string | null;
}

/** What a request was answered. */
export interface RecordedAnswer {
  /** Null where no status went out. */
  status: number | null;
  code: string | null;
  /** The wait that it told, and whom for. */
  retryAfterSeconds: number | null;
  scope: "call" | "key";
  /** The fault that was played. */
  fault: string | null;
  headers: readonly Header[];
  /** The body, or the start of it. */
  text: string;
  bytes: number;
  /** When the head went out and when the answer was over: ms of a clock that never goes back; null before. */
  sentMs: number | null;
  endedMs: number | null;
  ending: Ending | null;
  stream: RecordedStream | null;
}

/** One request that reached the embedded API, and what came of it. Members are filled in as it goes on. */
export interface RecordedRequest {
  /** Counts from 1. */
  readonly n: number;
  /** Requests on one connection have the same number. */
  readonly connection: number;
  /** When that connection was opened, ms of a clock that never goes back. */
  readonly connectedMs: number;
  /** True where another request was open beside it. */
  hasCompany: boolean;
  /** False where it reached the other origin that a redirect led to. */
  readonly isHere: boolean;
  /** Ms since 1970, and ms of a clock that never goes back. */
  readonly startedAtMs: number;
  readonly receivedMs: number;
  readonly method: string;
  readonly path: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  readonly headers: readonly Header[];
  /** The Authorization header, or "". */
  readonly authorization: string;
  text: string;
  bytes: number;
  /** SHA-256 of the body; "" where there is none. */
  bodyHash: string;
  readonly answer: RecordedAnswer;
}
