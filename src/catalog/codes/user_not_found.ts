import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `user_not_found`: the user of the key is not there. Of the deploy API, not of this one. */
export const userNotFound: CodeEntry = {
  code: "user_not_found",
  provenance: "observed",
  meaning: inferred("The user to whom the key belongs does not exist."),
  statuses: [{ status: 404, provenance: "observed" }],
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
  causes: ["resource.not_found", "route.wrong_host"],
  fixes: [
    fix("Sign in to the dashboard with the account that made the key, and see that it still exists."),
    fix("Make a key with an account that exists.", "sandbox-errors check-key"),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: use a key of an account that exists.",
  example: {
    status: 404,
    body: '{"error":"user_not_found","message":"User not found","status":404}',
    provenance: "inferred",
  },
  related: ["not_found", "team_not_found", "invalid_api_key"],
};
