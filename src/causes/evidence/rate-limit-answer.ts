import type { Facts } from "../../exchange/facts.js";
import { reportsError } from "./answer.js";
import { isWrittenByHop } from "./answering-hop.js";
import { findSpoken, type SpokenMatch } from "./spoken-text.js";

/** Anthropic's own codes (its public API reference). */
const PROVIDER_CODE = /^(?:rate_limit_error|overloaded_error)$/;

const PACE_CODE =
  /^(?:rate_?limit(?:ed|s)?(?:_(?:exceeded|reached))?|too_many_requests|throttl(?:ed|ing)(?:_exception)?)$/i;
const PACE_TEXT = /\btoo many requests\b|\brate[ _-]limit/i;

/** True where the API itself says that there were too many requests: 429, or a code or message that says so without a status. */
export function isRateLimitAnswer(facts: Facts): boolean {
  if (!reportsError(facts) || isWrittenByHop(facts) || hasProviderCode(facts)) return false;
  if (facts.status === 429) return true;
  if (facts.code !== null) return PACE_CODE.test(facts.code);
  return facts.status === null && PACE_TEXT.test(facts.message) && !namesProvider(facts.message);
}

/** True where the answer carries a code that a model provider uses and this API does not, or its status 529. */
export function hasProviderCode(facts: Facts): boolean {
  return facts.status === 529 || PROVIDER_CODE.test(facts.code ?? "");
}

/** True where a text names a sandbox or model provider, or has the literal wording of one (E2B, Anthropic). */
export function namesProvider(text: string): boolean {
  return /\be2b\b|anthropic|claude|openai|daytona|overloaded|API Error|rate_limit_error|rate limit exceeded, please try again later/i.test(
    text,
  );
}

const PROVIDER_LIMIT =
  /\brate[ _-]?limit(?:ed|s|ing)?(?:\b|_)|\btoo many requests\b|\boverloaded(?:_error)?\b|\b(?:error|status|code|http|returned|responded with)\W{0,3}(?:429|529)\b|(?:^|[\s:(\]])(?:429|529)\b(?:[:\s]+(?:rate|too|overloaded|\{|-)|$)/i;

/** The text in which an answer, a stored error or a stream passes on a provider's rate limit, or undefined. */
export function findProviderLimit(facts: Facts): SpokenMatch | undefined {
  const found = findSpoken(facts, PROVIDER_LIMIT);
  if (found === undefined || found.source !== "answer") return found;
  // A message of git about GitHub's limits belongs to the clone.
  if (/^(?:git_clone|create_pr)_failed$/.test(facts.code ?? "")) return undefined;
  return isRateLimitAnswer(facts) && !namesProvider(found.text) ? undefined : found;
}

const QUOTA_CODE =
  /^(?:(?:usage|request|monthly|daily|plan)_(?:limit|quota)(?:_(?:exceeded|reached))?|(?:insufficient_)?quota(?:_(?:exceeded|reached))?)$/i;
const QUOTA_TEXT =
  /\bquota\b[^.]{0,40}\b(?:exceeded|exhausted|reached|used up|spent)|\b(?:exceeded|exhausted|reached|used up|out of|insufficient)\b[^.]{0,40}\bquota\b|\b(?:request|usage|monthly|daily|weekly|plan|api[ -]?key|key)(?:'s)? (?:(?!rate|budget)[a-z]{1,20} ){0,2}(?:limit|allowance)\b[^.]{0,40}\b(?:exceeded|reached|exhausted|used up|hit)/i;
const SANDBOX_COUNT = /\bconcurren|\bsandbox(?:es)?\b[^.]{0,30}\blimit/i;

/** What says that a quota is used up: the code, or the words; undefined where neither does. */
export function findQuota(
  facts: Facts,
): { readonly byCode: boolean; readonly spoken: SpokenMatch | undefined } | undefined {
  const spoken = findSpoken(facts, QUOTA_TEXT);
  const byCode = facts.code !== null && QUOTA_CODE.test(facts.code);
  if (spoken !== undefined && SANDBOX_COUNT.test(spoken.text)) return undefined;
  return byCode || spoken !== undefined ? { byCode, spoken } : undefined;
}
