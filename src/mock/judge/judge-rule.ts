import type { RecordedRequest } from "../inspect/recorded-request.js";

/** What the judge looks at. Times are ms of a clock that never goes back. */
export interface Evidence {
  /** In the order in which they came: what was asked of the API, and all that reached it or the other origin. */
  readonly requests: readonly RecordedRequest[];
  readonly all: readonly RecordedRequest[];
  /** When runs of chats ended. */
  readonly runEnds: readonly number[];
  /** The key that the embedded API accepts. */
  readonly key: string;
}

/** One fault of a client: what it did, and the requests that show it, oldest first. */
export interface Finding {
  readonly message: string;
  readonly requests: readonly RecordedRequest[];
}

/** One thing that a client must not do. */
export interface JudgeRule {
  readonly id: string;
  /** What the rule forbids, in one clause. */
  readonly summary: string;
  find(evidence: Evidence): readonly Finding[];
}
