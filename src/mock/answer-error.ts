import { CODE_STATUS, type DocumentedCode, isDocumentedCode } from "../catalog/documented-codes.js";
import { answerJson, type WholeAnswer } from "./answer.js";

/** The codes for the two statuses that the Errors page lists without a code. Both names are inferred. */
export type InferredCode = "internal_error" | "service_unavailable";

/** A code that the embedded API answers with. */
export type ErrorCode = DocumentedCode | InferredCode;

const INFERRED_STATUS: Readonly<Record<InferredCode, number>> = { internal_error: 500, service_unavailable: 503 };

/**
 * The status that goes with a code. Where no page gives one (forbidden, not_found, stream_active, sandbox_error,
 * budget_exceeded, vault_coverage_missing), it is the inference that CODE_STATUS holds.
 */
export function readErrorStatus(code: ErrorCode): number {
  return isDocumentedCode(code) ? CODE_STATUS[code].status : INFERRED_STATUS[code];
}

/**
 * An error in the shape that the Errors page documents: `{"error":{"code","message","status"}}`,
 * with `retryAfter` in seconds where one is given.
 */
export function answerError(code: ErrorCode, message: string, retryAfterSeconds: number | null = null): WholeAnswer {
  const status = readErrorStatus(code);
  const retryAfter = retryAfterSeconds === null ? {} : { retryAfter: retryAfterSeconds };
  return {
    ...answerJson(status, { error: { code, message, status, ...retryAfter } }),
    told: { code, retryAfterSeconds },
  };
}
