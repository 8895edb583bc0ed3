import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `already_active`: this version is the active one already. Of the deploy API, not of this one. */
export const alreadyActive: CodeEntry = {
  code: "already_active",
  provenance: "observed",
  meaning: inferred("This version is the active one already."),
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
    fix("Go on: there is nothing to do for this version."),
    fix("Name another version where you mean to change the active one."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: what you ask for is in place.",
  example: {
    status: 400,
    body: '{"error":"already_active","message":"Deployment is already active","status":400}',
    provenance: "inferred",
  },
  related: ["conflict", "no_previous_version", "deployment_not_ready"],
};
