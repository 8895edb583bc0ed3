import type { Header } from "../../exchange/exchange.js";
import type { SafetyClass } from "./probe-result.js";

/** One request that a case would send. Public: it is in the JSON output. */
export interface PlannedStep {
  readonly step: string;
  readonly method: string;
  /** Absolute; what is known only during the run stands as `<name>`. */
  readonly url: string;
  /** Without the key's. */
  readonly headers: readonly Header[];
  readonly credential: "key" | "wrong_key" | "none";
  readonly body: string | null;
  /** What the documentation says of the answer. */
  readonly expected: string;
}

/** One case as it would be run. Public. */
export interface PlannedCase {
  readonly id: string;
  readonly provokes: string;
  readonly safety: SafetyClass;
  readonly whySafe: string;
  /** False where the options of this very command line leave it out. */
  readonly runs: boolean;
  /** Why it would not be run; null where it would. */
  readonly reason: string | null;
  readonly requests: readonly PlannedStep[];
}

/** The safety classes as people read them. */
export const SAFETY_WORDS: Readonly<Record<SafetyClass, string>> = {
  no_effect: "no effect",
  creates: "creates and deletes",
  runs_agent: "runs an agent and may cost",
};
