import { ALL_CODES } from "../catalog/all-codes.js";
import type { CodeEntry } from "../catalog/code-entry.js";
import type { Fix } from "../catalog/fix.js";
import type { Provenance, Statement } from "../catalog/provenance.js";
import type { RetryClass } from "../catalog/retry-class.js";
import type { StatusEntry } from "../catalog/status-entry.js";
import { STATUSES } from "../catalog/statuses.js";
import { ALL_CAUSES } from "../causes/all-causes.js";
import type { Cause } from "../causes/cause.js";

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

/** Finds a code, a status or a cause by its exact name; undefined where there is none. */
export function findCatalogEntry(name: string, kind?: CatalogEntry["kind"]): CatalogEntry | undefined {
  const code = kind === undefined || kind === "code" ? ALL_CODES.find((entry) => entry.code === name) : undefined;
  if (code !== undefined) return codeToEntry(code);
  const status =
    kind === undefined || kind === "status" ? STATUSES.find((entry) => String(entry.status) === name) : undefined;
  if (status !== undefined) return statusToEntry(status);
  const cause = kind === undefined || kind === "cause" ? ALL_CAUSES.find((entry) => entry.id === name) : undefined;
  return cause === undefined ? undefined : causeToEntry(cause);
}

/** Every name that `findCatalogEntry` knows: codes, then statuses, then causes. */
export function catalogNames(kind?: CatalogEntry["kind"]): string[] {
  const all = {
    code: () => ALL_CODES.map(({ code }) => code),
    status: () => STATUSES.map(({ status }) => String(status)),
    cause: () => ALL_CAUSES.map(({ id }) => id),
  };
  return kind === undefined ? [...all.code(), ...all.status(), ...all.cause()] : all[kind]();
}

/** Every code, status or cause as an entry. */
export function catalogEntries(kind: CatalogEntry["kind"]): CatalogEntry[] {
  if (kind === "code") return ALL_CODES.map(codeToEntry);
  return kind === "status" ? STATUSES.map(statusToEntry) : ALL_CAUSES.map(causeToEntry);
}

function nameCauses(ids: readonly string[]): CatalogEntry["causes"] {
  return ids.map((id) => ({ id, title: ALL_CAUSES.find((cause) => cause.id === id)?.title ?? id }));
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

function causeToEntry(cause: Cause): CatalogEntry {
  const answer = cause.examples[0]?.exchange.response;
  return {
    kind: "cause",
    id: cause.id,
    title: cause.title,
    provenance: cause.provenance,
    meaning: { text: cause.explanation, provenance: cause.provenance },
    facts: [{ text: cause.proof, provenance: cause.provenance }],
    open: [],
    statuses: answer?.status == null ? [] : [{ status: answer.status, provenance: cause.provenance }],
    codes: cause.code === null ? [] : [cause.code],
    causes: [],
    fixes: cause.fixes,
    retry: { class: cause.retry, advice: RETRY_ADVICE[cause.retry] },
    example: answer == null ? null : { status: answer.status, body: answer.body.text, provenance: cause.provenance },
    related: ALL_CAUSES.filter(
      (other) => other.beats?.includes(cause.id) === true || cause.beats?.includes(other.id) === true,
    ).map(({ id }) => id),
  };
}

const RETRY_ADVICE: Readonly<Record<RetryClass, string>> = {
  never: "The same request fails again: change it first.",
  after_delay: "Wait as long as the answer says, then repeat it.",
  with_backoff: "It may pass by itself: repeat it a few times, waiting longer each time.",
  after_fix: "Repeat it once what the fixes say is done.",
};
