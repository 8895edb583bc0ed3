import { ALL_CODES } from "../catalog/all-codes.js";
import type { CodeEntry } from "../catalog/code-entry.js";
import type { Fix } from "../catalog/fix.js";
import type { Provenance, Statement } from "../catalog/provenance.js";
import type { RetryClass } from "../catalog/retry-class.js";
import type { StatusEntry } from "../catalog/status-entry.js";
import { STATUSES } from "../catalog/statuses.js";
import { CAUSE_TITLES } from "../causes/cause-titles.js";

/** A code, a status or a cause as people and scripts get it: one form for all three, public in the JSON output. */
export interface CatalogEntry {
  readonly kind: "code" | "status" | "cause";
  /** The code, the status in digits, or the cause's id. */
  readonly id: string;
  readonly title: string;
  readonly provenance: Provenance;
  readonly meaning: Statement;
  readonly facts: readonly Statement[];
  /** What the documentation leaves open. */
  readonly open: readonly string[];
  readonly statuses: readonly { readonly status: number; readonly provenance: Provenance }[];
  readonly codes: readonly string[];
  readonly causes: readonly { readonly id: string; readonly title: string }[];
  readonly fixes: readonly Fix[];
  readonly retry: { readonly class: RetryClass | null; readonly advice: string };
  readonly example: { readonly status: number | null; readonly body: string; readonly provenance: Provenance } | null;
  /** Names that are easily taken for this one. */
  readonly related: readonly string[];
}

/** Finds a code or a status by its exact name; undefined where there is none. Causes are in `cause-entry.ts`. */
export function findCatalogEntry(name: string, kind?: CatalogEntry["kind"]): CatalogEntry | undefined {
  const code = kind === undefined || kind === "code" ? ALL_CODES.find((entry) => entry.code === name) : undefined;
  if (code !== undefined) return codeToEntry(code);
  const status =
    kind === undefined || kind === "status" ? STATUSES.find((entry) => String(entry.status) === name) : undefined;
  return status === undefined ? undefined : statusToEntry(status);
}

/** True for the id of a cause. */
export function isCauseId(name: string): boolean {
  return Object.hasOwn(CAUSE_TITLES, name);
}

/** Every exact name: codes, then statuses, then causes; or those of one kind. */
export function catalogNames(kind?: CatalogEntry["kind"]): string[] {
  const all = {
    code: () => ALL_CODES.map(({ code }) => code),
    status: () => STATUSES.map(({ status }) => String(status)),
    cause: () => Object.keys(CAUSE_TITLES),
  };
  return kind === undefined ? [...all.code(), ...all.status(), ...all.cause()] : all[kind]();
}

/** Every code as an entry. */
export function codeEntries(): CatalogEntry[] {
  return ALL_CODES.map(codeToEntry);
}

/** Every status as an entry. */
export function statusEntries(): CatalogEntry[] {
  return STATUSES.map(statusToEntry);
}

function nameCauses(ids: readonly string[]): CatalogEntry["causes"] {
  return ids.map((id) => ({ id, title: CAUSE_TITLES[id] ?? id }));
}

function codeToEntry(entry: CodeEntry): CatalogEntry {
  return {
    kind: "code",
    id: entry.code,
    title: entry.meaning.text,
    provenance: entry.provenance,
    meaning: entry.meaning,
    facts: entry.facts,
    open: entry.open,
    statuses: entry.statuses,
    codes: [],
    causes: nameCauses(entry.causes),
    fixes: entry.fixes,
    retry: { class: entry.retry, advice: entry.retryAdvice },
    example: entry.example,
    related: entry.related,
  };
}

function statusToEntry(entry: StatusEntry): CatalogEntry {
  const code = ALL_CODES.find((candidate) => candidate.code === entry.codes[0]);
  return {
    kind: "status",
    id: String(entry.status),
    title: entry.name,
    provenance: entry.provenance,
    meaning: entry.meaning,
    facts: entry.facts,
    open: entry.open,
    statuses: [],
    codes: entry.codes,
    causes: nameCauses(entry.causes),
    fixes: entry.fixes,
    retry: { class: entry.retry, advice: entry.retryAdvice },
    example: code?.example.status === entry.status ? code.example : null,
    related: [],
  };
}
