import type { Deviation } from "./envelope.js";

/** Where a wait was found. */
export const WAIT_SOURCES = ["body", "retry-after", "ratelimit"] as const;
export type WaitSource = (typeof WAIT_SOURCES)[number];

/** How long an answer asks us to wait. */
export interface Wait {
  /** Whole seconds, rounded up; 0 means at once. Null where no usable wait was given. */
  readonly seconds: number | null;
  readonly source: WaitSource | null;
  readonly deviations: readonly Deviation[];
}

/** No wait was given, and nothing was wrong with that. */
export const NO_WAIT: Wait = { seconds: null, source: null, deviations: [] };
