import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `deployment_not_ready`: the deployment cannot be used yet. Of the deploy API, not of this one. */
export const deploymentNotReady: CodeEntry = {
  code: "deployment_not_ready",
  provenance: "observed",
  meaning: inferred("The deployment is not ready to be used."),
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
  causes: ["agent.not_deployed", "route.wrong_host"],
  fixes: [
    fix("Wait until the dashboard shows the build as ready."),
    fix("Read the build's log where it failed, mend the agent and deploy again."),
    fix(
      "Where you mean to call agents and sandboxes, use the base URL of this API.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId> --base-url https://relay.an.dev",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Retry once the dashboard shows the deployment as ready.",
  example: {
    status: 400,
    body: '{"error":"deployment_not_ready","message":"Deployment is not ready","status":400}',
    provenance: "inferred",
  },
  related: ["agent_not_found", "already_active", "no_previous_version"],
};
