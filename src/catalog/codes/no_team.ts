import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `no_team`: the key belongs to no team. Of the deploy API, not of this one. */
export const noTeam: CodeEntry = {
  code: "no_team",
  provenance: "observed",
  meaning: inferred("The key belongs to no team."),
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
  causes: ["key.no_team", "route.wrong_host"],
  fixes: [
    fix("Make a key inside a team in the dashboard, and use that one."),
    fix("Check that the new key is the one that is sent.", "sandbox-errors check-key"),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry with the same key: use one that belongs to a team.",
  example: {
    status: 403,
    body: '{"error":"no_team","message":"API key has no team","status":403}',
    provenance: "inferred",
  },
  related: ["forbidden", "team_not_found", "no_agents_access"],
};
