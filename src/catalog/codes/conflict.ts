import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `conflict`: it exists already, or is in the wrong state. On the newer edition of the page. */
export const conflict: CodeEntry = {
  code: "conflict",
  provenance: "newer_page",
  meaning: observed("The resource exists already, or its state does not allow the operation."),
  statuses: [{ status: 409, provenance: "newer_page" }],
  facts: [
    observed("The published server sends it for a second active credential with the same serverUrl in one vault."),
    observed("It also sends it for the hard delete of a credential that is not archived yet."),
  ],
  open: ["The Errors page does not say which operations can conflict."],
  causes: ["resource.conflict"],
  fixes: [
    fix("Look at what the vault already holds.", "sandbox-errors request GET /v1/mcp/vaults/<vaultId>"),
    fix(
      "Change the credential that is there instead of adding a second one.",
      "sandbox-errors request PATCH /v1/mcp/vaults/<vaultId>/credentials/<credentialId> -d @credential.json",
    ),
    fix(
      "Archive a credential first, and delete it for good after that.",
      "sandbox-errors request DELETE /v1/mcp/vaults/<vaultId>/credentials/<credentialId>",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry as it is: resolve the conflict first.",
  example: {
    status: 409,
    body: '{"error":"conflict","message":"Credential must be archived before hard delete","status":409}',
    provenance: "observed",
  },
  related: ["stream_active", "already_active", "session_expired"],
};
