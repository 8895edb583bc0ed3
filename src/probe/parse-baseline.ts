import { isJsonObject, ownMember, parseJson } from "../exchange/decode-body.js";
import { BASELINE_VERSION, type Baseline, type KnownDifference } from "./baseline.js";

/** What the text of a baseline turned out to be. */
export type ReadBaseline =
  | { readonly kind: "baseline"; readonly baseline: Baseline }
  /** A baseline, but for a note that is no text; `where` names case and member. */
  | { readonly kind: "bad_note"; readonly where: string }
  /** Nothing that this program wrote. */
  | { readonly kind: "no_baseline" };

/** Reads a baseline, the notes of its differences included. A blank note counts as none. */
export function parseBaseline(text: string): ReadBaseline {
  const json = parseJson(text);
  const cases = isJsonObject(json) && ownMember(json, "version") === BASELINE_VERSION ? ownMember(json, "cases") : null;
  if (!Array.isArray(cases)) return { kind: "no_baseline" };
  const baseline = new Map<string, readonly KnownDifference[]>();
  for (const each of cases as unknown[]) {
    const id = readText(each, "id");
    const differences = readMember(each, "differences");
    if (id === undefined || !Array.isArray(differences)) return { kind: "no_baseline" };
    const known: KnownDifference[] = [];
    for (const one of differences as unknown[]) {
      const read = readKnown(one);
      if (read === undefined) return { kind: "no_baseline" };
      if (typeof read === "string") return { kind: "bad_note", where: `${read} of ${id}` };
      known.push(read);
    }
    baseline.set(id, known);
  }
  return { kind: "baseline", baseline };
}

/** The difference; the name of its member where its note is no text; undefined where it is no difference. */
function readKnown(value: unknown): KnownDifference | string | undefined {
  const member = readText(value, "member");
  const documented = readText(value, "documented");
  const seen = readText(value, "seen");
  if (member === undefined || documented === undefined || seen === undefined) return undefined;
  const note = readMember(value, "note") ?? "";
  if (typeof note !== "string") return member;
  return { member, documented, seen, note: note.trim() === "" ? null : note };
}

function readText(value: unknown, name: string): string | undefined {
  const found = readMember(value, name);
  return typeof found === "string" ? found : undefined;
}

function readMember(value: unknown, name: string): unknown {
  return isJsonObject(value) ? ownMember(value, name) : undefined;
}
