import { type Difference, type Drift, isConclusive, type ProbedCase } from "../render/report/probe-result.js";
import { redactKeyLike } from "../text/redact.js";

/** A difference as a baseline keeps it. */
export interface KnownDifference extends Pick<Difference, "member" | "documented" | "seen"> {
  /** Why it is accepted, in the words of whoever keeps the file; null where nobody says. The comparison leaves it aside. */
  readonly note: string | null;
}

/** The differences that are known, by case. */
export type Baseline = ReadonlyMap<string, readonly KnownDifference[]>;

type Probed = Pick<ProbedCase, "id" | "outcome"> & { readonly differences: readonly Difference[] };

/** The version that the file names; another one is another format. */
export const BASELINE_VERSION = 1;

/**
 * Writes the baseline of a run as JSON, sorted, a member on each line: two of the same server are the same, byte for byte.
 * Cases that said nothing this time keep what `previous` had of them, differences that are still there their note.
 */
export function writeBaseline(cases: readonly Probed[], previous: Baseline | undefined): string {
  const all = new Map(previous);
  for (const { id, outcome, differences } of cases) {
    if (!isConclusive({ outcome })) continue;
    all.set(
      id,
      differences.map((each) => ({ ...toKnown(each), note: findNote(previous, id, each) })),
    );
  }
  const sorted = [...all].sort(([a], [b]) => compareText(a, b));
  const written = sorted.map(([id, known]) => ({ id, differences: [...known].sort(compareKnown).map(writeKnown) }));
  return `${JSON.stringify({ version: BASELINE_VERSION, cases: written }, null, 2)}\n`;
}

function writeKnown({ member, documented, seen, note }: KnownDifference): Partial<KnownDifference> {
  return note === null ? { member, documented, seen } : { member, documented, seen, note };
}

/** The note that the baseline has for a difference of this run; null where it has none. */
export function findNote(baseline: Baseline | undefined, id: string, difference: Difference): string | null {
  const known = toKnown(difference);
  return baseline?.get(id)?.find((each) => isSame(each, known))?.note ?? null;
}

/** What has changed against the baseline in the cases that said something. */
export function findDrift(baseline: Baseline, cases: readonly Probed[]): Drift[] {
  return cases.filter(isConclusive).flatMap(({ id, differences }) => {
    const known = baseline.get(id) ?? [];
    const seen = differences.map(toKnown);
    const fresh = seen.filter((one) => !known.some((other) => isSame(one, other)));
    const gone = known.filter((one) => !seen.some((other) => isSame(one, other)));
    return [
      ...fresh.map((one): Drift => ({ id, kind: "new", ...one })),
      ...gone.map((one): Drift => ({ id, kind: "vanished", ...one })),
    ];
  });
}

function toKnown({ member, documented, seen }: Difference): KnownDifference {
  return { member: scrub(member), documented, seen: scrub(seen), note: null };
}

/** Ids, times and keys are others at each run, and no business of a file that is committed. */
function scrub(text: string): string {
  return redactKeyLike(text)
    .replace(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[\d:.]*Z?/g, "<time>")
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "<id>")
    .replace(/\b(?=[a-z_]*\d)\w{12,}\b/gi, "<id>")
    .replace(/\d{5,}/g, "<number>");
}

function isSame(a: KnownDifference, b: KnownDifference): boolean {
  return compareKnown(a, b) === 0;
}

function compareKnown(a: KnownDifference, b: KnownDifference): number {
  return compareText(a.member, b.member) || compareText(a.documented, b.documented) || compareText(a.seen, b.seen);
}

/** By code units: the same order on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
