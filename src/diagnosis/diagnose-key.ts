import { ERRORS_PAGE_URL } from "../catalog/docs-urls.js";
import { findKeyDefect, type KeyDefect } from "../catalog/key-form.js";
import { ALL_CAUSES } from "../causes/all-causes.js";
import { type Evidence, layerOf } from "../causes/cause.js";
import type { Diagnosis } from "./report.js";

/** Which cause a proven defect of a key's text is. `suspicious` text is sent: only the server can tell. */
const DEFECT_CAUSES: Readonly<Record<Exclude<KeyDefect["kind"], "suspicious">, string>> = {
  unset: "key.unset_variable",
  placeholder: "key.placeholder",
  foreign: "key.foreign",
  mangled: "key.mangled",
};

/**
 * Examines the text of a key before anything is sent. A diagnosis where the text alone proves that it cannot be one;
 * undefined where the server has to decide. `source` names where it came from.
 */
export function diagnoseKeyText(text: string, source: string): Diagnosis | undefined {
  const defect = findKeyDefect(text);
  if (defect === undefined || defect.kind === "suspicious") return undefined;
  return unsentDiagnosis(DEFECT_CAUSES[defect.kind], [
    { where: "key.source", saw: source },
    { where: "key.text", saw: defect.what },
  ]);
}

/** No source has a key, or the one that counts is empty. */
export function diagnoseMissingKey(source: string | null): Diagnosis {
  if (source === null) {
    return unsentDiagnosis(
      "key.absent",
      [{ where: "key.source", saw: "no source holds a key" }],
      "No key was found in any of the places where one is looked for, so nothing was sent that needs one. Every endpoint but /health does.",
    );
  }
  return unsentDiagnosis("key.unset_variable", [{ where: "key.source", saw: `${source} is set but empty` }]);
}

/** The catalogue's explanation speaks of a request; where none was sent, another may fit better. */
function unsentDiagnosis(id: string, evidence: readonly Evidence[], explanation?: string): Diagnosis {
  const cause = ALL_CAUSES.find((candidate) => candidate.id === id);
  if (cause === undefined) throw new Error(`the catalogue lacks the cause ${id}`);
  return {
    cause: id,
    layer: layerOf(id),
    severity: cause.severity,
    confidence: "certain",
    code: cause.code,
    reportedCode: null,
    status: null,
    title: cause.title,
    message: null,
    explanation: explanation ?? cause.explanation,
    evidence,
    fixes: cause.fixes,
    retry: { class: cause.retry, waitSeconds: null, source: null, at: null },
    contract: { shape: "none", deviations: [] },
    docs: ERRORS_PAGE_URL,
  };
}
