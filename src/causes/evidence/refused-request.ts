import type { Facts } from "../../exchange/facts.js";
import { hasStatus, reportsError } from "./answer.js";

/** Codes that find fault with the request as such; every other code names something more specific. */
const GENERAL_CODE =
  /^(?:invalid_(?:request|request_error|params?|parameters?|body|input|form_data|arguments?|type|value)|validation_(?:error|failed)|bad_request|missing_\w{1,40}|unprocessable_(?:entity|content)|invalid|required)$/i;

/** True where the answer finds fault with the request's contents, without a code of its own for the fault. */
export function refusesRequest(facts: Facts): boolean {
  if (!reportsError(facts) || !hasStatus(facts, 400, 422)) return false;
  return facts.code === null ? facts.envelope.shape !== "html" : GENERAL_CODE.test(facts.code);
}

const CRASH =
  /TypeError\b|\bCannot (?:read|set|destructure|convert|use|access)\b|\bis not (?:a function|iterable|an object)\b|\bis (?:undefined|null)\b|undefined is not/;

/** True for a 500 whose text is the TypeError of a server that met a value it did not expect (observed). */
export function crashedOnValue(facts: Facts): boolean {
  return reportsError(facts) && hasStatus(facts, 500) && CRASH.test(facts.message);
}

/** True where the server could not read members off a body that was never parsed (Express 5, observed). */
export function foundNoBody(facts: Facts): boolean {
  return crashedOnValue(facts) && /\breq(?:uest)?\.body\b/.test(facts.message);
}
