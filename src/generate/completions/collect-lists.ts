import { ENDPOINTS } from "../../catalog/endpoints.js";
import { CAUSE_TITLES } from "../../causes/cause-titles.js";
import { SHELLS } from "../../commands/completion/shells.js";
import { catalogNames, findCatalogEntry } from "../../diagnosis/catalog-entry.js";
import { ALL_CASES } from "../../probe/all-cases.js";
import type { CompletedWord, WordLists } from "./completion-source.js";

/** The words that arguments complete to, from the catalogue. */
export function collectLists(): WordLists {
  return {
    subject: catalogNames().map((word) => ({ word, description: describeSubject(word) })),
    case: ALL_CASES.map(({ id, provokes }) => ({ word: id, description: provokes })),
    method: [...new Set(ENDPOINTS.map(({ method }) => method))].map((word) => ({ word, description: "method" })),
    path: collectPaths(),
    shell: SHELLS.map(({ name }) => ({ word: name, description: "shell" })),
  };
}

function describeSubject(name: string): string {
  return findCatalogEntry(name)?.title ?? CAUSE_TITLES[name] ?? name;
}

/** Paths with parameters are left out: nobody could send them as they are. */
function collectPaths(): CompletedWord[] {
  const whole = ENDPOINTS.filter(({ path }) => !path.includes(":"));
  return [...new Set(whole.map(({ path }) => path))].sort().map((path) => ({
    word: path,
    description: whole
      .filter((endpoint) => endpoint.path === path)
      .map(({ method, summary }) => `${method}: ${summary}`)
      .join("; "),
  }));
}
