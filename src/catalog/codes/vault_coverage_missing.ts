import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `vault_coverage_missing`: a server lacks a credential. On the newer edition of the page. */
export const vaultCoverageMissing: CodeEntry = {
  code: "vault_coverage_missing",
  provenance: "newer_page",
  meaning: observed("The agent declares MCP servers for which the vaults of the request hold no credential."),
  statuses: [{ status: 422, provenance: "observed" }],
  facts: [
    observed(
      "The published server refuses only where it runs with VAULT_COVERAGE_MODE=strict; by default it warns and goes on.",
    ),
    observed(
      "The servers stand in the message alone; the answer has no list of them, so the SDK's list called missing stays empty.",
    ),
  ],
  open: ["The Errors page pairs no status with this code."],
  causes: ["vault.coverage_missing"],
  fixes: [
    fix("Read error.message for the servers that lack a credential."),
    fix(
      "Add a credential for each of them.",
      "sandbox-errors request POST /v1/mcp/vaults/<vaultId>/credentials -d @credential.json",
    ),
    fix("Name the vault that holds it in vaultIds of your chat."),
  ],
  retry: "after_fix",
  retryAdvice: "Retry once each server that the message names has a credential.",
  example: {
    status: 422,
    body: '{"error":{"code":"vault_coverage_missing","message":"Vault coverage missing for: notion"}}',
    provenance: "observed",
  },
  related: ["vault_resolution_failed", "credential_cap_exceeded", "vault_unsupported_for_provider"],
};
