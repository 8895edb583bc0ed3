import type { Facts } from "../../exchange/facts.js";

/** What was refused: the credential itself (401 and its like), or what it may do (403 and its like). */
export type Refusal = "credential" | "permission";

/** Codes by which the API or its deploy API refuses a credential (observed). */
const CREDENTIAL_CODE =
  /^(?:unauthori[sz]ed|unauthenticated|(?:invalid|missing|unknown|expired|inactive|revoked)_(?:api_?key|key|token|credentials?)|(?:api_?key|key|token)_(?:invalid|missing|expired|inactive|revoked|disabled|not_found))$/i;
const PERMISSION_CODE =
  /^(?:forbidden|no_team|api_key_required|no_agents_access|access_denied|permission_denied|insufficient_(?:permissions?|scope))$/i;
/** Codes that come with 403 and mean something else than permission. */
const OTHER_CODE = /^vault_|_not_found$|budget|billing|quota|limit|^validation_error$|^conflict$|^stream_/i;

/** Sentences that refuse a credential. Texts that name somebody else's credential are sorted out before. */
const CREDENTIAL_WORDS =
  /\bunauthori[sz]ed\b|\bunauthenticated\b|\bnot authenticated\b|\bauthentication (?:is )?(?:required|failed)|\b(?:invalid|incorrect|unknown|missing|wrong|expired|malformed)\b.{0,30}\b(?:api[ _-]?key|authorization header|bearer token|access token|auth token|token\b(?! [<{'"`]))|\b(?:api[ _-]?key|authorization header|(?:access |bearer |auth )?token|jwt)\b.{0,30}\b(?:invalid|missing|expired|malformed|required|inactive|revoked|disabled|deactivated|rotated|suspended|no longer active|not (?:valid|found|provided|active|recogni[sz]ed))|\bno (?:api[ _-]?key|authorization header|credentials?)\b|\bunable to resolve (?:team|request)/i;
const PERMISSION_WORDS =
  /^(?:http )?(?:403 )?forbidden\b|\bpermission (?:denied|for this operation)|\bnot (?:authori[sz]ed|allowed|permitted) (?:to|for)\b|\btokens? cannot (?:create|mint|issue)|\btoken (?:does not|doesn't) (?:have access|cover)|\brequires an api[ _-]?key\b|\bexternalUserId (?:must match|does not match)|\bapi[ _-]?key has no team/i;
const SOMEONE_ELSES =
  /x-api-key|anthropic|openai|\be2b\b|daytona|provider|github|gitlab|fatal:|remote:|mcp|oauth|password|unexpected token|\bjson\b/i;

/**
 * Says whether the API refused the credential or what it may do, or undefined where the answer is about something else.
 * The status decides; under 400, 500 and the like, or without a status, a code or words must say so.
 */
export function readRefusal(facts: Facts): Refusal | undefined {
  if (facts.exchange.response === null || facts.stream !== null || facts.storedError !== null) return undefined;
  if (facts.status === 401) return facts.code !== null && OTHER_CODE.test(facts.code) ? undefined : "credential";
  if (facts.status === 403) return readForbidden(facts);
  if (facts.status !== null && ![400, 422, 500, 502].includes(facts.status)) return undefined;
  if (facts.answeredBy === "gateway" || facts.answeredBy === "site") return undefined;
  return facts.code === null ? readWords(facts.message) : readCode(facts.code);
}

function readForbidden(facts: Facts): Refusal | undefined {
  if (facts.answeredBy === "gateway" || facts.answeredBy === "site") return undefined;
  if (facts.code !== null && CREDENTIAL_CODE.test(facts.code)) return "credential";
  if (facts.code !== null && OTHER_CODE.test(facts.code)) return undefined;
  return /^(?:invalid|incorrect|missing|unknown|no) .{0,30}(?:api[ _-]?key|token|authorization)/i.test(facts.message)
    ? "credential"
    : "permission";
}

function readCode(code: string): Refusal | undefined {
  if (CREDENTIAL_CODE.test(code)) return "credential";
  return PERMISSION_CODE.test(code) ? "permission" : undefined;
}

function readWords(message: string): Refusal | undefined {
  const words = message.slice(0, 300);
  if (SOMEONE_ELSES.test(words)) return undefined;
  if (PERMISSION_WORDS.test(words)) return "permission";
  return CREDENTIAL_WORDS.test(words) ? "credential" : undefined;
}

/** True for a 403 of which only the status is known: the published SDKs throw the server's sentence away (observed). */
export function hidesReason(facts: Facts): boolean {
  const { status, code, message, credential } = facts;
  return status === 403 && code === null && message === "" && credential.scheme === "unknown";
}
