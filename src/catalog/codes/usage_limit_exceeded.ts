import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `usage_limit_exceeded`: a quota of the plan is used up. Of the deploy API, not of this one. */
export const usageLimitExceeded: CodeEntry = {
  code: "usage_limit_exceeded",
  provenance: "observed",
  meaning: inferred("A usage limit of the plan is used up."),
  statuses: [{ status: 403, provenance: "observed" }],
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
  causes: ["rate_limit.quota", "route.wrong_host"],
  fixes: [
    fix("Look at the usage of your plan in the dashboard."),
    fix("Raise the plan, or wait until its period ends."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry at once: waiting seconds does not free a quota.",
  example: {
    status: 403,
    body: '{"error":"usage_limit_exceeded","message":"Usage limit exceeded","status":403}',
    provenance: "inferred",
  },
  related: ["rate_limit_exceeded", "budget_exceeded", "billing_not_ready"],
};
