import type { ResourceKind } from "../../catalog/endpoint.js";
import type { Facts } from "../../exchange/facts.js";
import { hasStatus, reportsError } from "./answer.js";
import { readMissingThing } from "./missing-thing.js";
import { blamedKind } from "./sent-id.js";

/** True where an answer says that something does not exist: by status 404 or 410, or by code or message without a status. */
export function saysMissing(facts: Facts): boolean {
  if (!reportsError(facts) || facts.answeredBy === "gateway" || facts.answeredBy === "site") return false;
  if (facts.status === 404 || facts.status === 410) return GENERAL_CODE.test(facts.code ?? "not_found");
  if (!hasStatus(facts)) return false;
  return (
    /(?:^|_)not_found$/.test(facts.code ?? "") ||
    (facts.code === null && (SAYS_MISSING.test(facts.message) || readMissingThing(facts.message) !== undefined))
  );
}

const SAYS_MISSING = /\bnot found\b|\bdoes(?: not|n['’]t) exist\b|\bno longer exists\b/i;
const GENERAL_CODE = /(?:^|_)not_found$|^(?:gone|invalid_request)$/i;

/** True where the answer names this kind of resource as the missing one, by code or message. */
export function namesMissing(facts: Facts, kind: ResourceKind): boolean {
  return saysMissing(facts) && blamedKind(facts) === kind;
}

/**
 * True for a 404 that names no kind of resource, on an endpoint whose path ends in this kind: `implied` evidence.
 * A route that does not exist answers the same, so the endpoint must be a known one.
 */
export function impliesMissing(facts: Facts, kind: ResourceKind): boolean {
  if (facts.status !== 404 && facts.status !== 410) return false;
  if (!saysMissing(facts) || blamedKind(facts) !== undefined || isSpecific(facts)) return false;
  if (readOtherThing(facts) !== undefined) return false;
  const kinds = Object.values(facts.route?.endpoint?.params ?? {});
  return kinds.at(-1) === kind;
}

/** The thing that a message calls missing, in its words, where it is none of the kinds that the API's paths name. */
export function readOtherThing(facts: Facts): string | undefined {
  const thing = readMissingThing(facts.message);
  return thing === undefined || thing.kind !== undefined ? undefined : thing.words;
}

function isSpecific(facts: Facts): boolean {
  return (facts.code ?? "not_found") !== "not_found" || /\b(?:path|file|directory|user|team)\b/i.test(facts.message);
}
