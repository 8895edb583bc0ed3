import type { Header } from "../../exchange/exchange.js";

/** How an answer ended: whole; broken off or made unreadable by a fault; or left by the client before its end. */
export type Ending = "whole" | "broken" | "left";

/** A chat stream that a request followed. */
export interface RecordedStream {
  readonly sandboxId: string;
  /** The `errorText` of an error event, or null. */
  errorText: string | null;
  /** True once the client was told that the run is over. */
  hasToldEnd: boolean;
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
  /** When the head went out (or what a fault sent instead) and when the answer was over: ms of a clock that never goes back; null before. */
  sentMs: number | null;
  endedMs: number | null;
  ending: Ending | null;
  stream: RecordedStream | null;
}

/** A connection of a client. Times are ms of a clock that never goes back. */
export interface RecordedConnection {
  /** Counts from 1. */
  readonly n: number;
  /** When it was accepted, and the earliest time at which the client may have set out to open it. */
  readonly openedMs: number;
  readonly setOutMs: number;
  /** True where no other connection was open then. */
  readonly isAlone: boolean;
  /** The connections that were opened together with this one. */
  readonly burst: { count: number; newestMs: number };
  /** True where the client sends requests on it without waiting for answers. */
  isPipelined: boolean;
}

/** One request that reached the embedded API, and what came of it. Members are filled in as it goes on. */
export interface RecordedRequest {
  /** Counts from 1. */
  readonly n: number;
  readonly connection: RecordedConnection;
  /** False where it reached the other origin that a redirect led to. */
  readonly isHere: boolean;
  /** Ms since 1970. */
  readonly startedAtMs: number;
  /** When it was read, and the earliest time at which the client may have sent it: ms of a clock that never goes back. */
  readonly receivedMs: number;
  readonly setOutMs: number;
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
