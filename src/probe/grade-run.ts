import { type ExitName, exitOfReport } from "../diagnosis/exit-code.js";
import type { Drift, Grade } from "../render/report/probe-result.js";
import type { CaseRun } from "./run-probe.js";

/** How a case counts: with a baseline only drift fails, without one every difference. */
export function gradeCase({ id, outcome }: Pick<CaseRun, "id" | "outcome">, drift: readonly Drift[] | null): Grade {
  if (outcome === "not_run") return "skipped";
  if (outcome === "inconclusive") return "error";
  const failed = drift === null ? outcome === "differs" : drift.some((each) => each.id === id);
  return failed ? "failed" : "passed";
}

/** What decides how a run ends. */
export interface RunVerdict {
  readonly cases: readonly CaseRun[];
  readonly drift: readonly Drift[] | null;
  /** An inconclusive case is no success. */
  readonly strict: boolean;
  /** Cases were left out for want of a key. */
  readonly lacksKey: boolean;
}

/**
 * How a run ends: a bug of ours; a finding; where something was learned `ok`, but for a missing key and, with `strict`, an
 * inconclusive case; where nothing was, by the cause, and `usage` where there is none: 0 checks are no success.
 */
export function decideExit({ cases, drift, strict, lacksKey }: RunVerdict): ExitName {
  if (cases.some(({ crash }) => crash !== null)) return "internal";
  const grades = cases.map((each) => gradeCase(each, drift));
  if (grades.includes("failed")) return "finding";
  const isOpen = grades.includes("error");
  if (grades.includes("passed")) return lacksKey ? "key" : strict && isOpen ? "try_later" : "ok";
  const causes = cases.filter(({ outcome }) => outcome === "inconclusive").map((each) => exitOfReport(each.diagnoses));
  const cause = (["try_later", "no_answer"] as const).find((name) => causes.includes(name));
  return cause ?? (lacksKey ? "key" : "usage");
}
