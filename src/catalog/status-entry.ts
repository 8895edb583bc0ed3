import type { Fix } from "./fix.js";
import type { Provenance, Statement } from "./provenance.js";
import type { RetryClass } from "./retry-class.js";

/** All that is known about one HTTP status of the API. */
export interface StatusEntry {
  readonly status: number;
  /** The reason phrase of RFC 9110 (or its registry). */
  readonly name: string;
  /** Which source lists the status at all. */
  readonly provenance: Provenance;
  readonly meaning: Statement;
  readonly facts: readonly Statement[];
  readonly open: readonly string[];
  /** Codes that come with it, the likeliest first. */
  readonly codes: readonly string[];
  /** Cause ids, the likeliest first. Empty for statuses of success. */
  readonly causes: readonly string[];
  readonly fixes: readonly Fix[];
  /** Null for statuses of success. */
  readonly retry: RetryClass | null;
  readonly retryAdvice: string;
}
