import type { Facts } from "../../exchange/facts.js";
import { readRefusal } from "./auth-refusal.js";

/** The reason that the server gave for refusing a credential. */
export type AuthNaming =
  | "wrong_agent"
  | "user_mismatch"
  | "cannot_mint"
  | "key_required"
  | "no_requester"
  | "key_inactive"
  | "key_expired"
  | "no_team"
  | "token_invalid_or_expired"
  | "token_expired"
  | "token_not_yet_valid"
  | "token_malformed"
  | "token_invalid"
  | "header"
  | "key_invalid_or_missing"
  | "key_missing"
  | "key_invalid";

interface Naming {
  readonly naming: AuthNaming;
  readonly code?: RegExp;
  readonly phrase: RegExp;
  /** A phrase of a general sentence that takes the naming back. */
  readonly unless?: RegExp;
}

/** "invalid, expired, or missing" and its like: several reasons in one sentence name none. */
const SEVERAL =
  /\b(?:invalid|incorrect|missing|malformed|wrong|unknown|inactive|revoked|disabled|deleted|expired)\b\s{0,3}(?:,|\/|\bor\b|\band\/or\b)/i;
const NEGATION = /\b(?:not?|cannot|can't|isn't|doesn't|only|denied|forbidden|outside|different|another|other)\b/i;

/** In the order in which they are tried; sentences and codes as the published servers send them, and their variants. */
const NAMINGS: readonly Naming[] = [
  {
    naming: "cannot_mint",
    phrase:
      /\btokens? (?:cannot|can't|can ?not|may not|must not|are not allowed to|is not allowed to) (?:be used to )?(?:create|mint|issue|make)\b/i,
  },
  {
    naming: "key_required",
    code: /^api_?key_required$/i,
    phrase: /\b(?:requires?|needs?|must use|use|only (?:works )?with) an? (?:secret )?api[ _-]?key\b(?!.{0,20}header)/i,
  },
  {
    naming: "user_mismatch",
    phrase:
      /\bexternal[ _-]?user.{0,80}\b(?:match|mismatch|differ|belong|bound|end[ _-]?user|token)|\bend[ _-]?user.{0,60}\b(?:mismatch|not match|differ)/i,
  },
  {
    naming: "wrong_agent",
    phrase: /\b(?:token|scope)\b.{0,100}\bagents?\b|\bagents?\b.{0,100}\b(?:token|scope)\b/i,
  },
  { naming: "no_requester", phrase: /\bunable to resolve (?:the )?(?:requester|requesting|user|caller)/i },
  {
    naming: "key_inactive",
    code: /^(?:api_?)?key_(?:inactive|revoked|disabled|deactivated)$|^(?:inactive|revoked|disabled)_(?:api_?)?key$/i,
    phrase:
      /\bkey\b.{0,40}\b(?:inactive|disabled|deactivated|revoked|suspended|rotated|not (?:currently )?active|no longer active)\b|\b(?:inactive|disabled|deactivated|revoked|suspended)\b.{0,20}\bkey\b/i,
    unless: SEVERAL,
  },
  {
    naming: "key_expired",
    code: /^(?:api_?)?key_expired$|^expired_(?:api_?)?key$/i,
    phrase: /\bkey\b.{0,40}\bexpired?\b|\bexpired\b.{0,20}\bkey\b/i,
    unless: SEVERAL,
  },
  {
    naming: "no_team",
    code: /^no_team$/i,
    phrase:
      /\b(?:unable to|cannot|could not|can't) (?:resolve|find|determine) (?:the |a |your )?team\b|\bkey\b.{0,40}\b(?:no|without|not\b.{0,30}\b(?:to|with|in|of)) (?:a |an |any )?team\b/i,
  },
  {
    naming: "token_invalid_or_expired",
    phrase:
      /\b(?:invalid|malformed)\b.{0,10}\bor\b.{0,10}\bexpired\b.{0,20}\btoken|\bexpired\b.{0,10}\bor\b.{0,10}\binvalid\b.{0,20}\btoken|\btoken\b.{0,20}\b(?:invalid|expired) or (?:has )?(?:expired|invalid)\b/i,
  },
  {
    naming: "token_not_yet_valid",
    phrase:
      /\b(?:token|jwt)\b.{0,40}\b(?:not (?:yet )?(?:active|valid) yet|not yet (?:active|valid)|used before|issued in the future)|\bnbf\b/i,
  },
  {
    naming: "token_expired",
    code: /^token_expired$|^expired_token$/i,
    phrase:
      /\b(?:token|jwt|"exp" claim)\b.{0,40}\bexpired?\b|\bexpired\b.{0,20}\b(?:token|jwt)\b|\bexp\b.{0,20}\bcheck_failed/i,
    unless: SEVERAL,
  },
  {
    naming: "token_malformed",
    phrase:
      /\bmalformed\b.{0,20}\b(?:token|jwt|jws)\b|\b(?:token|jwt|jws)\b.{0,20}\bmalformed\b|\binvalid compact jws\b/i,
    unless: SEVERAL,
  },
  {
    naming: "token_invalid",
    code: /^invalid_token$|^token_invalid$/i,
    phrase:
      /\binvalid (?:access |auth |bearer )?(?:token|jwt|signature)\b|\b(?:token|jwt|signature)\b.{0,20}\b(?:invalid|not valid|verification failed)/i,
    unless: SEVERAL,
  },
  {
    naming: "header",
    phrase:
      /\b(?:missing|invalid|no|malformed|bad|absent|expected|use)\b.{0,40}\b(?:authorization|auth) header\b|\bauthorization header\b.{0,40}\b(?:missing|invalid|required|not|must)/i,
  },
  {
    naming: "key_invalid_or_missing",
    phrase:
      /\b(?:invalid|incorrect)\b.{0,25}\bmissing\b.{0,20}\bkey\b|\bmissing\b.{0,25}\binvalid\b.{0,20}\bkey\b|\bkey\b.{0,20}\b(?:invalid|missing|expired)\b.{0,20}\b(?:invalid|missing|expired)\b/i,
  },
  {
    naming: "key_missing",
    code: /^(?:api_?)?key_missing$|^missing_(?:api_?)?key$/i,
    phrase:
      /\b(?:missing|no|without)\b.{0,12}\b(?:api[ _-]?)?(?:key|credentials?)\b|\bkey\b.{0,20}\b(?:missing|required|not (?:provided|supplied|set|given))\b/i,
  },
  {
    naming: "key_invalid",
    code: /^invalid_(?:api_?)?key$|^(?:api_?)?key_(?:invalid|not_found)$|^unknown_(?:api_?)?key$/i,
    phrase:
      /\b(?:invalid|incorrect|unknown|wrong|bad)\b.{0,15}\b(?:api[ _-]?)?key\b|\bkey\b.{0,20}\b(?:invalid|incorrect|not (?:valid|found|recogni[sz]ed)|unknown|does not exist)\b/i,
  },
];

/** Reads which reason the server named for a refused credential; undefined where it refused none, or gave no reason. */
export function readAuthNaming(facts: Facts): AuthNaming | undefined {
  const scoped = isScopeRefusal(facts);
  if (!scoped && readRefusal(facts) === undefined) return undefined;
  const words = [facts.message, facts.envelope.extras.hint ?? ""].join("\n").slice(0, 600);
  const found = NAMINGS.find((naming) => fits(naming, facts.code, words))?.naming;
  // To somebody who sent no token, "an API key is required" says that the key is missing.
  if (found === "key_required" && facts.status === 401 && facts.code === null && !facts.credential.isToken)
    return "key_missing";
  return scoped && found !== "wrong_agent" && found !== "user_mismatch" ? undefined : found;
}

/** The published server refuses a token's scope as `invalid_request`; without a status that code alone proves nothing. */
function isScopeRefusal(facts: Facts): boolean {
  return facts.exchange.response !== null && facts.status === null && facts.code === "invalid_request";
}

function fits(naming: Naming, code: string | null, words: string): boolean {
  if (code !== null && naming.code?.test(code) === true) return true;
  if (!naming.phrase.test(words)) return false;
  if (naming.naming === "wrong_agent" && !NEGATION.test(words)) return false;
  return naming.unless?.test(words) !== true;
}

/** Namings by which the server shows that it knew the credential, so that its text cannot be at fault. */
const KNOWN: ReadonlySet<AuthNaming> = new Set<AuthNaming>([
  "wrong_agent",
  "user_mismatch",
  "cannot_mint",
  "key_required",
  "no_requester",
  "key_inactive",
  "key_expired",
  "no_team",
]);

/** True where the server's reason shows that it recognised the credential. */
export function knewCredential(naming: AuthNaming | undefined): boolean {
  return naming !== undefined && KNOWN.has(naming);
}
