import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `credential_cap_exceeded`: the vault is full. On the newer edition of the page. */
export const credentialCapExceeded: CodeEntry = {
  code: "credential_cap_exceeded",
  provenance: "newer_page",
  meaning: observed("The vault already holds as many active credentials as it may."),
  statuses: [{ status: 422, provenance: "newer_page" }],
  facts: [observed("A vault holds 20 active credentials; the 21st is refused. Archived ones do not count.")],
  open: ["The Errors page does not give the cap."],
  causes: ["vault.credential_cap"],
  fixes: [
    fix("List the vault's credentials.", "sandbox-errors request GET /v1/mcp/vaults/<vaultId>"),
    fix(
      "Archive one that you no longer need.",
      "sandbox-errors request DELETE /v1/mcp/vaults/<vaultId>/credentials/<credentialId>",
    ),
    fix("Or put the new credential into another vault.", "sandbox-errors request POST /v1/mcp/vaults -f name=<name>"),
  ],
  retry: "after_fix",
  retryAdvice: "Retry once you have archived a credential.",
  example: {
    status: 422,
    body: '{"error":"credential_cap_exceeded","message":"Vault already has 20 active credentials","status":422}',
    provenance: "observed",
  },
  related: ["conflict", "validation_error", "vault_coverage_missing"],
};
