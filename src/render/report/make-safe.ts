import type { ProbedCase, ProbeResult } from "./probe-result.js";

/** The same result, every text in it passed through `safe`: reports are written from nothing else. */
export function makeSafe(result: ProbeResult, safe: (text: string) => string): ProbeResult {
  return {
    target: safe(result.target),
    cases: result.cases.map((each) => makeCaseSafe(each, safe)),
    drift:
      result.drift?.map(({ id, kind, member, documented, seen, note }) => ({
        id: safe(id),
        kind,
        member: safe(member),
        documented: safe(documented),
        seen: safe(seen),
        note: makeNoteSafe(note, safe),
      })) ?? null,
    isNewBaseline: result.isNewBaseline,
    leftovers: result.leftovers.map(({ what, command }) => ({
      what: safe(what),
      command: command === null ? null : safe(command),
    })),
    keyProblem: result.keyProblem === null ? null : safe(result.keyProblem),
  };
}

function makeCaseSafe(each: ProbedCase, safe: (text: string) => string): ProbedCase {
  return {
    ...each,
    answer: safe(each.answer),
    reason: each.reason === null ? null : safe(each.reason),
    differences: each.differences.map(({ member, documented, seen, meaning, note }) => ({
      member: safe(member),
      documented: safe(documented),
      seen: safe(seen),
      meaning: safe(meaning),
      note: makeNoteSafe(note, safe),
    })),
  };
}

function makeNoteSafe(note: string | null, safe: (text: string) => string): string | null {
  return note === null ? null : safe(note);
}
