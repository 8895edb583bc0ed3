import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";

/** True where the answer reports an error: by its status, or, where that is unknown, by what it says. */
export function reportsError(facts: Facts): boolean {
  if (facts.exchange.response === null || facts.stream !== null) return false;
  if (facts.status !== null) return facts.status >= 400;
  return facts.code !== null || facts.message !== "";
}

/** True for one of these statuses, or none: a body or a message that was pasted without its status contradicts nothing. */
export function hasStatus(facts: Facts, ...statuses: readonly number[]): boolean {
  return facts.status === null ? reportsError(facts) : statuses.includes(facts.status);
}

/** All the texts in which an error is told: the answer's message, the error stored on a thread or sandbox, stream errors. */
export function toldTexts(facts: Facts): readonly string[] {
  const told = reportsError(facts) && facts.message !== "" ? [facts.message] : [];
  const stored = facts.storedError === null ? [] : [facts.storedError];
  return [...told, ...stored, ...(facts.stream?.errors ?? [])];
}

/** The evidence that an answer gives by itself: its status, code and message, as far as they are there. */
export function answerEvidence(facts: Facts): Evidence[] {
  const { status, envelope } = facts;
  const found: Evidence[] = [];
  const holder = HOLDERS[envelope.shape] ?? null;
  if (status !== null) found.push({ where: "response.status", saw: String(status) });
  if (facts.code !== null) found.push({ where: holder?.code ?? "response.body.error.code", saw: facts.code });
  if (reportsError(facts) && facts.message !== "")
    found.push({ where: holder?.message ?? "response.body", saw: facts.message });
  if (facts.storedError !== null) found.push({ where: "response.body.error", saw: facts.storedError });
  for (const text of facts.stream?.errors.slice(0, 1) ?? []) found.push({ where: "stream.error.errorText", saw: text });
  const { request, response, failure } = facts.exchange;
  // Of a pasted message nothing else is known.
  if (request === null && response === null && failure !== null)
    found.push({ where: "network.message", saw: failure.message });
  return found;
}

const HOLDERS: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  documented: { code: "response.body.error.code", message: "response.body.error.message" },
  nested: { code: "response.body.error.code", message: "response.body.error.message" },
  flat: { code: "response.body.error", message: "response.body.message" },
  bare: { code: "response.body.error", message: "response.body.error" },
  problem_json: { code: "response.body.code", message: "response.body.detail" },
};
