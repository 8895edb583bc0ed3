import { isJsonObject, ownMember, parseJson } from "../exchange/decode-body.js";
import type { Difference, Drift, ProbedCase } from "../render/report/probe-result.js";
import { redactKeyLike } from "../text/redact.js";

/** A difference as a baseline keeps it. */
export type KnownDifference = Pick<Difference, "member" | "documented" | "seen">;

/** The differences that are known, by case. */
export type Baseline = ReadonlyMap<string, readonly KnownDifference[]>;

type Probed = Pick<ProbedCase, "id" | "outcome" | "differences">;

const VERSION = 1;

/** Reads a baseline; undefined where the text is none that this program wrote. */
export function parseBaseline(text: string): Baseline | undefined {
  const json = parseJson(text);
  if (!isJsonObject(json) || ownMember(json, "version") !== VERSION) return undefined;
  const cases = ownMember(json, "cases");
  if (!Array.isArray(cases)) return undefined;
  const baseline = new Map<string, readonly KnownDifference[]>();
  for (const each of cases as unknown[]) {
    const id = readText(each, "id");
    const differences = isJsonObject(each) ? ownMember(each, "differences") : undefined;
    if (id === undefined || !Array.isArray(differences)) return undefined;
    const known = (differences as unknown[]).map(readKnown);
    if (known.some((one) => one === undefined)) return undefined;
    baseline.set(
      id,
      known.filter((one) => one !== undefined),
    );
  }
  return baseline;
}

function readKnown(value: unknown): KnownDifference | undefined {
  const [member, documented, seen] = [
    readText(value, "member"),
    readText(value, "documented"),
    readText(value, "seen"),
  ];
  return member === undefined || documented === undefined || seen === undefined
    ? undefined
    : { member, documented, seen };
}

function readText(value: unknown, name: string): string | undefined {
  const found = isJsonObject(value) ? ownMember(value, name) : undefined;
  return typeof found === "string" ? found : undefined;
}

/**
 * Writes the baseline of a run as JSON, sorted, a member on each line: two of the same server are the same, byte for byte.
 * Cases that said nothing this time keep what `previous` had of them.
 */
export function writeBaseline(cases: readonly Probed[], previous: Baseline | undefined): string {
  const all = new Map(previous);
  for (const each of cases) if (isConclusive(each)) all.set(each.id, each.differences.map(toKnown));
  const sorted = [...all].sort(([a], [b]) => compareText(a, b));
  const written = sorted.map(([id, known]) => ({ id, differences: [...known].sort(compareKnown) }));
  return `${JSON.stringify({ version: VERSION, cases: written }, null, 2)}\n`;
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

function isConclusive({ outcome }: Probed): boolean {
  return outcome === "as_documented" || outcome === "differs";
}

function toKnown({ member, documented, seen }: Difference): KnownDifference {
  return { member: scrub(member), documented, seen: scrub(seen) };
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
