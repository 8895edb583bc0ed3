import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `bad_request`: the deploy API cannot use the request. Of the deploy API, not of this one. */
export const badRequest: CodeEntry = {
  code: "bad_request",
  provenance: "observed",
  meaning: inferred("The deploy API cannot use the request."),
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
    fix("Read message: it names what is wrong."),
    fix("Deploy with the newest command-line tool of 21st."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same request is refused again.",
  example: {
    status: 400,
    body: '{"error":"bad_request","message":"Bad request","status":400}',
    provenance: "inferred",
  },
  related: ["invalid_request", "invalid_form_data"],
};
