import type { DocumentedCode } from "../catalog/documented-codes.js";
import type { Fix } from "../catalog/fix.js";
import type { RetryClass } from "../catalog/retry-class.js";
import type { Confidence, Evidence, Severity } from "../causes/cause.js";
import type { Deviation, Shape } from "../exchange/envelope.js";
import type { WaitSource } from "../exchange/wait.js";

/** Advice about sending the same request again. */
export interface RetryAdvice {
  readonly class: RetryClass;
  /** Whole seconds that the answer asks for. */
  readonly waitSeconds: number | null;
  readonly source: WaitSource | null;
  /** When the wait ends (ISO 8601, UTC); null where the time of receipt is unknown. */
  readonly at: string | null;
}

/** One cause as it was found in one exchange. The members are public: they are the JSON output. */
export interface Diagnosis {
  readonly cause: string;
  readonly layer: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly code: DocumentedCode | null;
  readonly reportedCode: string | null;
  readonly status: number | null;
  readonly title: string;
  readonly message: string | null;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  readonly retry: RetryAdvice;
  readonly contract: { readonly shape: Shape; readonly deviations: readonly Deviation[] };
  readonly docs: string | null;
}
