import { findKeyDefect, readKeyKind } from "../catalog/key-form.js";
import { type KeySource, nameKeySource } from "../catalog/key-source.js";
import { diagnoseKeyText, diagnoseMissingKey } from "../diagnosis/diagnose-key.js";
import type { Diagnosis } from "../diagnosis/report.js";
import { decodeCredential } from "../exchange/decode-credential.js";
import type { LayerFact } from "../render/report/doctor-layer.js";
import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";

/** The key, and what is known of where it stands. Holds the secret itself. */
export interface KeyInUse {
  readonly text: string | null;
  /** Null where no source has one, or where it is the embedded API's own. */
  readonly source: KeySource | null;
  readonly hides: readonly KeySource[];
  /** The first digits of its hash; null unless it is well formed. */
  readonly fingerprint: string | null;
  /** What is wrong with the files that it may stand in, a sentence for each. */
  readonly warnings: readonly string[];
}

/** Examines the text of the key, which nothing here shows. `now` is in ms since 1970. */
export function checkKeyText(key: KeyInUse, now: number): CheckedLayer {
  const defect =
    key.text === null || key.text === "" ? diagnoseMissingKey(key.source) : diagnoseKeyText(key.text, key.source ?? "");
  const facts: LayerFact[] = [];
  if (key.source !== null) facts.push(fact("source", nameKeySource(key.source)));
  else if (key.text !== null) facts.push(fact("source", "the embedded API's own"));
  if (key.hides.length > 0) facts.push(fact("hides", key.hides.map(nameKeySource).join(", ")));
  const warnings = key.warnings.map((text) => fact("warning", text));
  if (defect !== undefined) {
    const told = [...nameProblem(key, defect), ...facts, ...warnings];
    return makeLayer("key", { ok: false, facts: told, diagnoses: [defect] });
  }
  const text = key.text ?? "";
  const kind = { key: "an API key", token: "a short-lived token", other: "neither an API key nor a token" };
  facts.push(fact("kind", `${kind[readKeyKind(text)]}, ${text.length} characters`));
  if (key.fingerprint !== null) facts.push(fact("fingerprint", `${key.fingerprint} (SHA-256)`));
  return makeLayer("key", { ok: true, facts: [...facts, ...warnings, ...findWarnings(text, now)] });
}

/** What exactly is wrong with the text, or where none was found; and where another source has a key, how to use that. */
function nameProblem({ text, hides }: KeyInUse, { evidence }: Diagnosis): LayerFact[] {
  const seen =
    evidence.find(({ where }) => where === "key.text") ?? evidence.find(({ where }) => where === "key.source");
  const [next] = hides;
  return [
    ...(seen === undefined ? [] : [fact("problem", `${seen.saw.replace(/^env:/, "")}.`)]),
    ...(text === "" && next !== undefined ? [fact("fix", `Unset it, and ${nameKeySource(next)} is used.`)] : []),
  ];
}

/** What is unusual and no proof: only the server can tell. */
function findWarnings(text: string, now: number): LayerFact[] {
  const found: LayerFact[] = [];
  const defect = findKeyDefect(text);
  if (defect !== undefined) found.push(fact("warning", `Its text is unusual: ${defect.what}. The server decides.`));
  const headers = [{ name: "Authorization", value: `Bearer ${text}` }];
  const { token } = decodeCredential({ method: null, url: null, headers, body: null });
  if (token === null) return found;
  const { expiresAt, notBefore } = token;
  const write = (seconds: number): string => describeTime(seconds * 1000);
  if (expiresAt !== null && expiresAt * 1000 <= now)
    found.push(fact("warning", `By this machine's clock it expired on ${write(expiresAt)}.`));
  if (notBefore !== null && notBefore * 1000 > now)
    found.push(fact("warning", `By this machine's clock it is not valid before ${write(notBefore)}.`));
  return found;
}

function describeTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace(/\.\d+Z$/, "Z") : "a day that no calendar has";
}
