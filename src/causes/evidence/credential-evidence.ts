import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";
import { answerEvidence } from "./answer.js";

/** What the request's credential looked like, in words that never quote it, then what the answer said. */
export function credentialEvidence(facts: Facts, saw: string): Evidence[] {
  return [{ where: facts.credential.where, saw }, ...answerEvidence(facts)];
}

/** A credential in words: its kind and length, never its text. */
export function describeCredential(facts: Facts): string {
  const { kind, isToken, text } = facts.credential;
  const what = isToken ? "a token" : kind === "key" ? "a key" : "a text";
  return `${what} of ${text.length} characters`;
}

/** True where the request, and with it its credential, is known. */
export function isRequestKnown(facts: Facts): boolean {
  return facts.credential.scheme !== "unknown";
}

/** True where the credential was sent as `Authorization: Bearer …`. */
export function isBearer(facts: Facts): boolean {
  return facts.credential.scheme === "bearer";
}
