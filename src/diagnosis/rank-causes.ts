import type { Cause, Confidence, Finding, Strength } from "../causes/cause.js";
import type { Facts } from "../exchange/facts.js";

/** A cause with what its rule found. */
export interface Candidate {
  readonly cause: Cause;
  readonly finding: Finding;
}

const STRENGTHS: readonly Strength[] = ["proof", "named", "implied", "fallback"];
const CONFIDENCES: readonly Confidence[] = ["certain", "likely", "possible"];

/**
 * Asks every cause and puts what was found in order: the strongest evidence first; a cause before those that it beats.
 * Weaker findings are dropped, but for those that say of themselves that they are possible; findings beside come last.
 */
export function rankCauses(facts: Facts, causes: readonly Cause[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const cause of causes) {
    const finding = cause.find(facts);
    if (finding !== undefined) candidates.push({ cause, finding });
  }
  const beside = candidates.filter(({ finding }) => finding.beside === true);
  const main = orderMain(candidates.filter(({ finding }) => finding.beside !== true));
  const best = main[0];
  if (best === undefined) return beside;
  const kept = main.filter((candidate) => candidate === best || staysBeside(candidate, best));
  return [...soften(kept), ...beside];
}

function orderMain(candidates: readonly Candidate[]): Candidate[] {
  const alone = candidates.find(({ finding }) => finding.alone === true);
  if (alone !== undefined) return [alone];
  const known = candidates.length > 1 ? candidates.filter(({ cause }) => cause.id !== "unknown") : candidates;
  const beaten = (one: Candidate): boolean =>
    known.some(
      (other) => other.finding.confidence !== "possible" && other.cause.beats?.includes(one.cause.id) === true,
    );
  return [...known].sort(
    (a, b) =>
      Number(beaten(a)) - Number(beaten(b)) ||
      Number(a.finding.confidence === "possible") - Number(b.finding.confidence === "possible") ||
      STRENGTHS.indexOf(a.finding.strength) - STRENGTHS.indexOf(b.finding.strength) ||
      CONFIDENCES.indexOf(a.finding.confidence) - CONFIDENCES.indexOf(b.finding.confidence),
  );
}

function staysBeside(candidate: Candidate, best: Candidate): boolean {
  if (best.cause.beats?.includes(candidate.cause.id) === true) return candidate.finding.confidence === "possible";
  return candidate.finding.confidence === "possible" || candidate.finding.strength === best.finding.strength;
}

/** Where two causes of equal strength remain, neither is certain. */
function soften(kept: readonly Candidate[]): Candidate[] {
  const rivals = kept.filter(({ finding }) => finding.confidence === "certain");
  if (rivals.length < 2) return [...kept];
  return kept.map(({ cause, finding }) =>
    finding.confidence === "certain" ? { cause, finding: { ...finding, confidence: "likely" } } : { cause, finding },
  );
}
