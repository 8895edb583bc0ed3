import type { RetryClass } from "../catalog/retry-class.js";
import { ALL_CAUSES } from "../causes/all-causes.js";
import type { Cause } from "../causes/cause.js";
import type { CatalogEntry } from "./catalog-entry.js";

/** Finds a cause by its id; undefined where there is none. Apart from the codes, because the rules take time to load. */
export function findCauseEntry(id: string): CatalogEntry | undefined {
  const cause = ALL_CAUSES.find((candidate) => candidate.id === id);
  return cause === undefined ? undefined : causeToEntry(cause);
}

/** Every cause as an entry. */
export function causeEntries(): CatalogEntry[] {
  return ALL_CAUSES.map(causeToEntry);
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
