import type { ErrorCode } from "./answer-error.js";

/**
 * What a provoked error says. invalid_request, unauthorized and (elsewhere) rate_limit_exceeded are the examples of the
 * Errors page, word for word; the others say what the page says that the code means.
 */
export const PROVOKED_MESSAGE: Readonly<Record<Exclude<ErrorCode, "rate_limit_exceeded">, string>> = {
  invalid_request: "sandboxId is required",
  unauthorized: "Invalid or missing API key",
  forbidden: "The API key does not have permission for this operation",
  not_found: "The specified resource does not exist",
  sandbox_error: "The sandbox encountered a runtime error",
  budget_exceeded: "The request exceeded the maxBudgetUsd limit",
  stream_active: "A stream is already active for this sandbox",
  validation_error: "The request did not pass validation",
  conflict: "The resource already exists or is in a conflicting state",
  credential_cap_exceeded: "A vault holds at most 20 active credentials",
  vault_coverage_missing: "No vault covers an MCP server that the agent declares",
  internal_error: "Unexpected server failure",
  service_unavailable: "The sandbox runtime is temporarily unavailable",
};
