import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `vault_unsupported_for_provider`: this kind of sandbox takes no vaults. Seen, not on the Errors page. */
export const vaultUnsupportedForProvider: CodeEntry = {
  code: "vault_unsupported_for_provider",
  provenance: "observed",
  meaning: observed("The sandbox provider of this agent does not support vaults."),
  statuses: [{ status: 422, provenance: "observed" }],
  facts: [observed("Vaults work on E2B sandboxes alone.")],
  open: ["The Errors page does not list this code."],
  causes: ["vault.provider_unsupported"],
  fixes: [
    fix("Leave vaultIds out of the request where the agent needs no vault."),
    fix(
      "Else deploy the agent on the E2B provider, and make a new sandbox.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: this provider refuses every vault.",
  example: {
    status: 422,
    body: '{"error":{"code":"vault_unsupported_for_provider","message":"Vault credentials are not supported on the \\"opensandbox\\" sandbox provider yet — they require the E2B template\'s CA cert."}}',
    provenance: "observed",
  },
  related: ["vault_coverage_missing", "vault_resolution_failed"],
};
