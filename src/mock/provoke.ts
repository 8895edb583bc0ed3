import { DOCUMENTED_STATUSES, isDocumentedCode, NEWER_CODES, PAGE_CODES } from "../catalog/documented-codes.js";
import { type Answer, addHeaders } from "./answer.js";
import { answerError, type ErrorCode, readErrorStatus } from "./answer-error.js";
import type { Preferences } from "./prefer.js";
import { PROVOKED_MESSAGE } from "./provoked-message.js";
import { Refusal } from "./refusal.js";

/** The wait that the Errors page shows, in seconds. */
const PAGE_RETRY_AFTER_SECONDS = 60;
/** How many counters of `times` are kept; the oldest goes first. */
const MOST_COUNTERS = 1000;

/** How often each provocation was answered, by method, path and `Prefer` value. */
export type ProvokedCounts = Map<string, number>;

/**
 * The error that `Prefer: code=<code or status>` asks for, or undefined where none is asked for or its `times` are used
 * up. `wait=<seconds>` sets `retryAfter` of rate_limit_exceeded; `times=<n>` answers the error to the first n requests
 * with this `asked` (method, path and header) only. Throws a Refusal that names the codes where the code is none.
 */
export function provokeError(preferences: Preferences, counts: ProvokedCounts, asked: string): Answer | undefined {
  const wanted = preferences.get("code");
  if (wanted === undefined) return undefined;
  const code = readCode(wanted);
  const waitSeconds = readWhole(preferences, "wait");
  const times = readWhole(preferences, "times");
  if (times !== undefined && !countUp(counts, asked, times)) return undefined;

  const isRateLimit = code === "rate_limit_exceeded";
  const applied = [`code=${wanted}`];
  if (isRateLimit && waitSeconds !== undefined) applied.push(`wait=${waitSeconds}`);
  if (times !== undefined) applied.push(`times=${times}`);
  const answer = isRateLimit
    ? answerRateLimit(waitSeconds ?? PAGE_RETRY_AFTER_SECONDS)
    : answerError(code, PROVOKED_MESSAGE[code]);
  return addHeaders(answer, { "Preference-Applied": applied.join(", ") });
}

function answerRateLimit(seconds: number): Answer {
  return answerError("rate_limit_exceeded", `Too many requests. Please retry after ${seconds} seconds.`, seconds);
}

function readCode(wanted: string): ErrorCode {
  if (isDocumentedCode(wanted)) return wanted;
  // The page gives 500 and 503 no code, so these two are inferred, and 500 is not taken for sandbox_error.
  if (wanted === "500" || wanted === "internal_error") return "internal_error";
  if (wanted === "503" || wanted === "service_unavailable") return "service_unavailable";
  const codes = [...PAGE_CODES, ...NEWER_CODES];
  const found = codes.find((code) => String(readErrorStatus(code)) === wanted);
  if (found !== undefined) return found;
  const statuses = DOCUMENTED_STATUSES.filter((status) => status >= 400);
  throw new Refusal("invalid_request", `Prefer: code must be one of ${[...codes, ...statuses].join(", ")}`);
}

function readWhole(preferences: Preferences, name: string): number | undefined {
  const text = preferences.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal("invalid_request", `Prefer: ${name} must be a whole number`);
  return Number(text);
}

/** True where this one still counts among the first `times`. */
function countUp(counts: ProvokedCounts, asked: string, times: number): boolean {
  const seen = counts.get(asked) ?? 0;
  if (seen >= times) return false;
  if (seen === 0 && counts.size >= MOST_COUNTERS) {
    const [oldest] = counts.keys();
    if (oldest !== undefined) counts.delete(oldest);
  }
  counts.set(asked, seen + 1);
  return true;
}
