import { describeBaseline } from "../report/describe-baseline.js";
import type { ProbeResult } from "../report/probe-result.js";

/** What the baseline makes of a run, a sentence each; none where there is none. `full`: what it knows is shown above. */
export function describeComparison(result: ProbeResult, full: boolean): string[] {
  const { drift, isNewBaseline } = result;
  const compared = describeBaseline(result);
  if (drift === null || compared === null) return [];
  const known = countKnown(result);
  const knows = `It knows ${known} difference${known === 1 ? "" : "s"} of this run`;
  return [
    compared,
    ...(isNewBaseline ? [`${knows}.`] : []),
    ...(isNewBaseline || full || known === 0 ? [] : [`${knows}: --verbose shows them.`]),
    ...(drift.length === 0 ? [] : ["If the change is meant, accept it with --update-baseline."]),
  ];
}

/** Of the cases that said something. */
function countKnown({ cases, drift }: ProbeResult): number {
  const found = cases.reduce(
    (sum, { outcome, differences }) => sum + (outcome === "differs" ? differences.length : 0),
    0,
  );
  return found - (drift ?? []).filter(({ kind }) => kind === "new").length;
}
