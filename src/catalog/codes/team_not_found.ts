import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `team_not_found`: the team is not there. Of the deploy API, not of this one. */
export const teamNotFound: CodeEntry = {
  code: "team_not_found",
  provenance: "observed",
  meaning: inferred("The team does not exist."),
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
  causes: ["resource.not_found", "key.no_team", "route.wrong_host"],
  fixes: [
    fix("Check in the dashboard that the team exists and that you are a member."),
    fix("Make a key in that team.", "sandbox-errors check-key"),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: use a key of a team that exists.",
  example: {
    status: 404,
    body: '{"error":"team_not_found","message":"Team not found","status":404}',
    provenance: "inferred",
  },
  related: ["not_found", "no_team", "user_not_found"],
};
