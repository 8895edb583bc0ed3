import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `validation_error`: a value breaks a limit. On the newer edition of the page. */
export const validationError: CodeEntry = {
  code: "validation_error",
  provenance: "newer_page",
  meaning: observed("A value breaks a limit or a rule of the endpoint."),
  statuses: [{ status: 400, provenance: "newer_page" }],
  facts: [
    observed(
      "Vault routes send it: name takes 200 characters, description 500, metadata 16 pairs with keys of 64 and values of 512 characters.",
    ),
    observed("A credential's serverUrl cannot be changed."),
    observed("Its message often says what type was expected without naming the field."),
    observed("A blank bearer token, an incomplete oauth block or an ftp address gets 500 internal_error instead."),
    observed("The deploy API at an.dev sends the code too."),
  ],
  open: ["The Errors page lists none of the limits."],
  causes: ["request.validation", "request.missing_field", "request.wrong_type", "request.no_content_type"],
  fixes: [
    fix("Compare every field with the limits above: the message may not name the one at fault."),
    fix(
      "Send a name of at most 200 characters as JSON text, with Content-Type: application/json.",
      "sandbox-errors request POST /v1/mcp/vaults -f name=<name>",
    ),
    fix(
      "To change a serverUrl, archive the credential and add another.",
      "sandbox-errors request DELETE /v1/mcp/vaults/<vaultId>/credentials/<credentialId>",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same values are refused again.",
  example: {
    status: 400,
    body: '{"error":"validation_error","message":"Invalid input: expected string, received undefined","status":400}',
    provenance: "observed",
  },
  related: ["invalid_request", "invalid_form_data", "conflict"],
};
