import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `vault_resolution_failed`: a vault of the request cannot be used. Seen, not on the Errors page. */
export const vaultResolutionFailed: CodeEntry = {
  code: "vault_resolution_failed",
  provenance: "observed",
  meaning: observed("A vault in vaultIds cannot be used for this run."),
  statuses: [
    { status: 400, provenance: "observed" },
    { status: 403, provenance: "observed" },
  ],
  facts: [
    observed("400 means that the id is no UUID; the sample id vault_123 of the public guides is refused like this."),
    observed("403 means that the vault belongs to another team or is archived."),
  ],
  open: ["The Errors page does not list this code."],
  causes: ["request.vault_id_format", "vault.forbidden"],
  fixes: [
    fix("List your vaults, and copy the id from there.", "sandbox-errors request GET /v1/mcp/vaults"),
    fix(
      "Use a vault of your team that is not archived, or make one.",
      "sandbox-errors request POST /v1/mcp/vaults -f name=<name>",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same vault id is refused again.",
  example: {
    status: 400,
    body: '{"error":{"code":"vault_resolution_failed","message":"Vault \\"vault_123\\" is not a valid vault id"}}',
    provenance: "observed",
  },
  related: ["vault_coverage_missing", "vault_unsupported_for_provider", "not_found", "forbidden"],
};
