import { budgetExceededCase } from "./cases/budget_exceeded.js";
import { conflictCase } from "./cases/conflict.js";
import { createdSandboxCase } from "./cases/created-sandbox.js";
import { createdThreadCase } from "./cases/created-thread.js";
import { createdVaultCase } from "./cases/created-vault.js";
import { credentialCapExceededCase } from "./cases/credential_cap_exceeded.js";
import { forbiddenCase } from "./cases/forbidden.js";
import { invalidRequestBadJsonCase } from "./cases/invalid_request-bad-json.js";
import { invalidRequestNoAgentCase } from "./cases/invalid_request-no-agent.js";
import { notFoundEndpointCase } from "./cases/not_found-endpoint.js";
import { notFoundInSandboxCase } from "./cases/not_found-in-sandbox.js";
import { notFoundSandboxCase } from "./cases/not_found-sandbox.js";
import { notFoundVaultCase } from "./cases/not_found-vault.js";
import { rateLimitExceededCase } from "./cases/rate_limit_exceeded.js";
import { sandboxErrorCase } from "./cases/sandbox_error.js";
import { status500Case } from "./cases/status-500.js";
import { status503Case } from "./cases/status-503.js";
import { streamActiveCase } from "./cases/stream_active.js";
import { unauthorizedNoKeyCase } from "./cases/unauthorized-no-key.js";
import { unauthorizedWrongKeyCase } from "./cases/unauthorized-wrong-key.js";
import { validationErrorCase } from "./cases/validation_error.js";
import { vaultCoverageMissingCase } from "./cases/vault_coverage_missing.js";
import type { ProbeCase } from "./probe-case.js";

/** Every case, the safest first; this is the order in which they run. */
export const ALL_CASES: readonly ProbeCase[] = [
  unauthorizedNoKeyCase,
  unauthorizedWrongKeyCase,
  invalidRequestNoAgentCase,
  invalidRequestBadJsonCase,
  notFoundSandboxCase,
  notFoundVaultCase,
  notFoundEndpointCase,
  forbiddenCase,
  rateLimitExceededCase,
  sandboxErrorCase,
  budgetExceededCase,
  status500Case,
  status503Case,
  credentialCapExceededCase,
  vaultCoverageMissingCase,
  createdSandboxCase,
  createdThreadCase,
  notFoundInSandboxCase,
  createdVaultCase,
  conflictCase,
  validationErrorCase,
  streamActiveCase,
];
