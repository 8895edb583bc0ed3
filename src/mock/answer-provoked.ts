import { DOCUMENTED_STATUSES, isDocumentedCode, NEWER_CODES, PAGE_CODES } from "../catalog/documented-codes.js";
import type { Answer, WholeAnswer } from "./answer.js";
import { answerError, type ErrorCode, readErrorStatus } from "./answer-error.js";
import { PROVOKED_MESSAGE } from "./provoked-message.js";
import { Refusal } from "./refusal.js";

/** The wait that the Errors page shows, in seconds. */
const PAGE_RETRY_AFTER_SECONDS = 60;

/**
 * The documented error that a code or a status stands for. `waitSeconds` is `retryAfter` of rate_limit_exceeded (60 where
 * none is given); other errors tell it in the header `Retry-After`. Throws a Refusal that names the codes where it is none.
 */
export function answerProvoked(wanted: string, waitSeconds: number | null): Answer {
  const code = readCode(wanted);
  if (code === "rate_limit_exceeded") return answerRateLimit(waitSeconds ?? PAGE_RETRY_AFTER_SECONDS);
  const answer = answerError(code, PROVOKED_MESSAGE[code]);
  if (waitSeconds === null) return answer;
  const headers = { ...answer.headers, "Retry-After": String(waitSeconds) };
  return { ...answer, headers, told: { code, retryAfterSeconds: waitSeconds } };
}

/** The rate limit as the Errors page shows it. */
export function answerRateLimit(seconds: number): WholeAnswer {
  return answerError("rate_limit_exceeded", `Too many requests. Please retry after ${seconds} seconds.`, seconds);
}

/** The code that a code or a documented status stands for, or undefined. */
export function findProvokedCode(wanted: string): ErrorCode | undefined {
  if (isDocumentedCode(wanted)) return wanted;
  // The page gives 500 and 503 no code, so these two are inferred, and 500 is not taken for sandbox_error.
  if (wanted === "500" || wanted === "internal_error") return "internal_error";
  if (wanted === "503" || wanted === "service_unavailable") return "service_unavailable";
  return [...PAGE_CODES, ...NEWER_CODES].find((code) => String(readErrorStatus(code)) === wanted);
}

function readCode(wanted: string): ErrorCode {
  const found = findProvokedCode(wanted);
  if (found !== undefined) return found;
  const statuses = DOCUMENTED_STATUSES.filter((status) => status >= 400);
  const names = [...PAGE_CODES, ...NEWER_CODES, ...statuses].join(", ");
  throw new Refusal("invalid_request", `Prefer: code must be one of ${names}`);
}
