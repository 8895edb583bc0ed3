import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `invalid_form_data`: the upload of a deployment cannot be read. Of the deploy API, not of this one. */
export const invalidFormData: CodeEntry = {
  code: "invalid_form_data",
  provenance: "observed",
  meaning: inferred("The upload cannot be read as form data."),
  statuses: [{ status: 400, provenance: "observed" }],
  facts: [
    observed(
      "It comes from the deploy API at an.dev, which the command-line tool of 21st calls; relay.an.dev does not send it.",
    ),
    observed("The deploy API answers with error, message and status side by side; error is the code."),
  ],
  open: [
    "The Errors page does not cover the deploy API.",
    "Of this code, its status and its form are known; its wording is not.",
  ],
  causes: ["request.invalid", "route.wrong_host"],
  fixes: [
    fix("Deploy with the command-line tool of 21st, which builds the upload for you."),
    fix("Where you build it yourself, send multipart/form-data and let your client set the boundary."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same upload is refused again.",
  example: {
    status: 400,
    body: '{"error":"invalid_form_data","message":"Invalid form data","status":400}',
    provenance: "inferred",
  },
  related: ["invalid_request", "bad_request", "validation_error"],
};
