import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `no_agents_access`: the team may not use agents. Of the deploy API, not of this one. */
export const noAgentsAccess: CodeEntry = {
  code: "no_agents_access",
  provenance: "observed",
  meaning: inferred("The account or team may not use agents."),
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
  causes: ["access.forbidden", "route.wrong_host"],
  fixes: [
    fix("Ask for access to agents in the dashboard."),
    fix("Use a key of a team that has it.", "sandbox-errors check-key"),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: access must be granted first.",
  example: {
    status: 403,
    body: '{"error":"no_agents_access","message":"No access to agents","status":403}',
    provenance: "inferred",
  },
  related: ["forbidden", "no_team"],
};
