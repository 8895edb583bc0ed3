import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `api_key_expired`: the deploy API refuses a key whose time is up. Of the deploy API, not of this one. */
export const apiKeyExpired: CodeEntry = {
  code: "api_key_expired",
  provenance: "observed",
  meaning: inferred("The key has expired."),
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
  causes: ["key.expired", "route.wrong_host"],
  fixes: [
    fix("Make another key in the dashboard."),
    fix("Check that the new key is the one that is sent.", "sandbox-errors check-key"),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the same key: it stays expired.",
  example: {
    status: 401,
    body: '{"error":"api_key_expired","message":"API key has expired","status":401}',
    provenance: "inferred",
  },
  related: ["unauthorized", "api_key_inactive", "invalid_api_key"],
};
