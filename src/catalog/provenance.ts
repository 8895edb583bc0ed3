/**
 * How we know a statement about the API.
 * - `documented`: the public Errors page says so.
 * - `newer_page`: only the newer edition of that page, or another public page, says so.
 * - `observed`: seen in answers of the published server, or read in its source.
 * - `inferred`: follows from wording or from how HTTP works; nobody has shown it.
 */
export type Provenance = "documented" | "newer_page" | "observed" | "inferred";

/** All provenances, from the strongest to the weakest. */
export const PROVENANCES: readonly Provenance[] = ["documented", "newer_page", "observed", "inferred"];

/** One sentence about the API, with how we know it. */
export interface Statement {
  readonly text: string;
  readonly provenance: Provenance;
}
