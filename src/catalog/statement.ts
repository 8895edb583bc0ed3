import type { Statement } from "./provenance.js";

/** A sentence that the public Errors page says. */
export function documented(text: string): Statement {
  return { text, provenance: "documented" };
}

/** A sentence that only the newer edition of the page, or another public page, says. */
export function newerPage(text: string): Statement {
  return { text, provenance: "newer_page" };
}

/** A sentence about what the published server sends, or what its source shows. */
export function observed(text: string): Statement {
  return { text, provenance: "observed" };
}

/** A sentence that follows from wording or from how HTTP works; nobody has shown it. */
export function inferred(text: string): Statement {
  return { text, provenance: "inferred" };
}
