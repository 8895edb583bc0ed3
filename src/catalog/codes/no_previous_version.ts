import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `no_previous_version`: there is no version to go back to. Of the deploy API, not of this one. */
export const noPreviousVersion: CodeEntry = {
  code: "no_previous_version",
  provenance: "observed",
  meaning: inferred("The agent has no earlier version to go back to."),
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
  causes: ["resource.conflict", "route.wrong_host"],
  fixes: [
    fix("Look at the agent's versions in the dashboard."),
    fix("Deploy the code that you want instead of rolling back."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry until the agent has an earlier version.",
  example: {
    status: 400,
    body: '{"error":"no_previous_version","message":"No previous version","status":400}',
    provenance: "inferred",
  },
  related: ["deployment_not_ready", "already_active"],
};
