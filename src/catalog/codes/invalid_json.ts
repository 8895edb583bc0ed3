import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `invalid_json`: the body was not read. Seen, not on the Errors page. */
export const invalidJson: CodeEntry = {
  code: "invalid_json",
  provenance: "observed",
  meaning: observed("The server could not read the body as JSON."),
  statuses: [{ status: 400, provenance: "observed" }],
  facts: [
    observed("A body over 10 MB gets the same answer, though its JSON is good."),
    observed(
      "So does a body whose top level is neither object nor array, and one in a charset or encoding that the server does not read.",
    ),
    observed("The body is read before the key is looked at, so a wrong key does not show."),
  ],
  open: [
    "The Errors page has invalid_request for a malformed body; it does not list this code, nor the limit of 10 MB.",
  ],
  causes: ["request.invalid_json", "request.too_large", "request.wrong_type", "request.unsupported_encoding"],
  fixes: [
    fix(
      "Check the body with a JSON parser: look for single quotes, a comma before a bracket, and quotes that your shell removed.",
    ),
    fix("Let this tool build the body.", "sandbox-errors request POST /v1/sandboxes -f agent=<agent>"),
    fix("Keep the body under 10 MB, in UTF-8."),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same body is refused again.",
  example: {
    status: 400,
    body: '{"error":"invalid_json","message":"Request body must be valid JSON","status":400}',
    provenance: "observed",
  },
  related: ["invalid_request", "validation_error", "invalid_form_data"],
};
