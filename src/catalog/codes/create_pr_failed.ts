import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `create_pr_failed`: no pull request came of it. Seen, not on the Errors page. */
export const createPrFailed: CodeEntry = {
  code: "create_pr_failed",
  provenance: "observed",
  meaning: observed("The server could not open the pull request."),
  statuses: [{ status: 500, provenance: "observed" }],
  facts: [
    observed("The endpoint stands in no public reference."),
    observed("Some failures get 200 with created set to false instead."),
  ],
  open: ["The Errors page does not list this code.", "No source says which failures pass by themselves."],
  causes: ["server.internal", "sandbox.dead"],
  fixes: [
    fix("Read error.message for what git or its host said."),
    fix("Check that baseBranch and baseCommitSha exist, and that the account may push to the repository."),
    fix("Look for a pull request that was opened all the same before you try again."),
  ],
  retry: "with_backoff",
  retryAdvice: "Retry once after a pause, after you have looked that no pull request was opened.",
  example: {
    status: 500,
    body: '{"error":{"code":"create_pr_failed","message":"Failed to create pull request"}}',
    provenance: "inferred",
  },
  related: ["git_clone_failed", "internal_error", "unauthorized"],
};
