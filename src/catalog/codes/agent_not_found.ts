import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `agent_not_found`: no such agent for this key. Seen, not on the Errors page. */
export const agentNotFound: CodeEntry = {
  code: "agent_not_found",
  provenance: "observed",
  meaning: observed("No agent with this slug exists for the team of your key."),
  statuses: [{ status: 404, provenance: "observed" }],
  facts: [
    observed(
      "The published server sends it for a wrong slug, an agent that was never deployed, and a key of another team alike.",
    ),
    observed("Slugs are lower-case letters, digits and hyphens, at most 100 characters."),
  ],
  open: ["The Errors page has not_found for this; it does not list this code."],
  causes: ["agent.not_found", "resource.placeholder_id"],
  fixes: [
    fix("Compare the slug with the one in the dashboard, letter by letter, in lower case."),
    fix("Deploy the agent where it is not deployed yet."),
    fix("Check that your key belongs to the agent's team.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: the agent stays unknown until you correct the slug or the key, or deploy it.",
  example: {
    status: 404,
    body: '{"error":{"code":"agent_not_found","message":"Agent \\"my-agnet\\" not found"}}',
    provenance: "observed",
  },
  related: ["not_found", "sandbox_not_found", "invalid_slug", "deployment_not_ready"],
};
