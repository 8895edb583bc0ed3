import { OUTCOME_WORDS, type ProbedCase, type ProbeResult } from "./probe-result.js";

/** The outcome of a case as people read it; with a baseline it tells what is known from what has changed. */
export function nameOutcome({ outcome, grade }: ProbedCase, { drift }: Pick<ProbeResult, "drift">): string {
  if (grade === "failed" && outcome === "as_documented") return "changed";
  return outcome === "differs" && grade === "passed" && drift !== null ? "known" : OUTCOME_WORDS[outcome];
}
