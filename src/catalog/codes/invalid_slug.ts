import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `invalid_slug`: the agent's name has a form that is not allowed. Of the deploy API, not of this one. */
export const invalidSlug: CodeEntry = {
  code: "invalid_slug",
  provenance: "observed",
  meaning: inferred("The agent's slug has a form that is not allowed."),
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
  causes: ["request.wrong_type", "route.wrong_host"],
  fixes: [
    fix("Use lower-case letters, digits and hyphens, with a letter or digit at both ends, at most 100 characters."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "never",
  retryAdvice: "Do not retry: the same slug is refused again.",
  example: {
    status: 400,
    body: '{"error":"invalid_slug","message":"Invalid agent slug","status":400}',
    provenance: "inferred",
  },
  related: ["invalid_request", "agent_not_found", "bad_request"],
};
