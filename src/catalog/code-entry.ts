import type { Fix } from "./fix.js";
import type { Provenance, Statement } from "./provenance.js";
import type { RetryClass } from "./retry-class.js";

/** A status that a code comes with, and how we know that. */
export interface CodeStatus {
  readonly status: number;
  readonly provenance: Provenance;
}

/** All that is known about one error code of the API. One file each, in `codes/`. */
export interface CodeEntry {
  /** As the server spells it. */
  readonly code: string;
  /** Which source lists the code at all. */
  readonly provenance: Provenance;
  /** What it means, one sentence. The page's own wording where the page has the code. */
  readonly meaning: Statement;
  /** The statuses it comes with; the likeliest first. */
  readonly statuses: readonly CodeStatus[];
  /** What else is known: when the server really sends it, what its answer carries. */
  readonly facts: readonly Statement[];
  /** What the page leaves open, each as a sentence. Empty where nothing is open. */
  readonly open: readonly string[];
  /** Cause ids that it usually stands for, the likeliest first. */
  readonly causes: readonly string[];
  /** What to do, the first thing first. */
  readonly fixes: readonly Fix[];
  readonly retry: RetryClass;
  /** One sentence of retry advice. */
  readonly retryAdvice: string;
  /** An answer's body with this code. */
  readonly example: { readonly status: number; readonly body: string; readonly provenance: Provenance };
  /** Codes that are easily taken for this one. */
  readonly related: readonly string[];
}
