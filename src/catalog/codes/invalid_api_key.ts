import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `invalid_api_key`: the deploy API does not know the key. Of the deploy API, not of this one. */
export const invalidApiKey: CodeEntry = {
  code: "invalid_api_key",
  provenance: "observed",
  meaning: inferred("The deploy API does not know this key."),
  statuses: [{ status: 401, provenance: "observed" }],
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
  causes: ["key.unknown", "route.wrong_host"],
  fixes: [
    fix("Check the text of your key and the place that it comes from.", "sandbox-errors check-key"),
    fix("Sign in again with the command-line tool of 21st, or set API_KEY_21ST to a key from the dashboard."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the same key: replace it first.",
  example: {
    status: 401,
    body: '{"error":"invalid_api_key","message":"Invalid API key","status":401}',
    provenance: "inferred",
  },
  related: ["unauthorized", "api_key_expired", "api_key_inactive"],
};
