import { isConclusive, type ProbeResult } from "./probe-result.js";

/** How a run compares with its baseline, a sentence; null where it has none. What was not compared is not called unchanged. */
export function describeBaseline({
  cases,
  drift,
  isNewBaseline,
}: Pick<ProbeResult, "cases" | "drift" | "isNewBaseline">): string | null {
  if (drift === null) return null;
  if (isNewBaseline) return "The baseline is written.";
  if (drift.length > 0)
    return `${drift.length} difference${drift.length === 1 ? " has" : "s have"} changed against the baseline.`;
  const compared = cases.filter(isConclusive).length;
  if (compared === 0) return "No case learned anything that could be compared with the baseline.";
  const which =
    compared === cases.length
      ? ""
      : ` in the ${compared === 1 ? "one case" : `${compared} cases`} that could be compared`;
  return `Nothing has changed against the baseline${which}.`;
}
