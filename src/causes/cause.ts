import type { DocumentedCode } from "../catalog/documented-codes.js";
import type { Fix } from "../catalog/fix.js";
import type { Provenance } from "../catalog/provenance.js";
import type { RetryClass } from "../catalog/retry-class.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Facts } from "../exchange/facts.js";

/** `error` sets the exit code; `warning` and `note` do not. */
export type Severity = "error" | "warning" | "note";

/** How sure a diagnosis is. `certain` only where the evidence admits one cause. */
export type Confidence = "certain" | "likely" | "possible";

/**
 * How directly the evidence names a cause; of two causes that were found, the one with more of it comes first.
 * - `proof`: something specific was seen that only this cause explains.
 * - `named`: the server named it, by code or message.
 * - `implied`: status and request together suggest it.
 * - `fallback`: only a status or a general code, and nothing more specific.
 */
export type Strength = "proof" | "named" | "implied" | "fallback";

/** A place in the exchange and what stood there. Secrets may stand in `saw`: whoever shows it redacts. */
export interface Evidence {
  /** `request|response|network|stream|key|config`, then members with dots. */
  readonly where: string;
  readonly saw: string;
}

/** What a cause's rule says about one exchange. */
export interface Finding {
  readonly strength: Strength;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** Replaces the cause's explanation, with the values of this exchange in it. */
  readonly explanation?: string;
  /** Replaces the cause's fixes, with the values of this exchange in them. */
  readonly fixes?: readonly Fix[];
  /** True where nothing else was learned: whatever other rules read out of the answer is dropped. */
  readonly alone?: boolean;
  /** True for a second finding that stands beside whatever else is found, and never comes first before an error. */
  readonly beside?: boolean;
}

/** An exchange that must be recognised as this cause first. */
export interface CauseExample {
  /** What was done, in words. */
  readonly what: string;
  readonly exchange: Exchange;
}

/** One cause: what it is, what proves it, how to fix it, whether a retry helps. One file each. */
export interface Cause {
  /** `<layer>.<name>`, public: never renamed. */
  readonly id: string;
  /** Under 60 characters. */
  readonly title: string;
  /** What happened and why, in two or three sentences. */
  readonly explanation: string;
  /** What proves it, in one sentence. */
  readonly proof: string;
  /** What to do, the first thing first, without the values of an exchange. */
  readonly fixes: readonly Fix[];
  readonly retry: RetryClass;
  readonly severity: Severity;
  /** The documented code that it counts as where the server reported none. */
  readonly code: DocumentedCode | null;
  readonly provenance: Provenance;
  /** Causes that this one comes before when both are found, whatever their strength. */
  readonly beats?: readonly string[];
  readonly examples: readonly CauseExample[];
  /** Looks for the cause in an exchange; undefined where the evidence does not show it. Never throws. */
  find(facts: Facts): Finding | undefined;
}

/** The layer of a cause: the word before the dot; `unknown` is its own. */
export function layerOf(causeId: string): string {
  return causeId.split(".", 1)[0] ?? causeId;
}
