import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `sandbox_not_found`: no such sandbox for this key. Seen, not on the Errors page. */
export const sandboxNotFound: CodeEntry = {
  code: "sandbox_not_found",
  provenance: "observed",
  meaning: observed("No sandbox with this id exists for the team of your key."),
  statuses: [{ status: 404, provenance: "observed" }],
  facts: [
    observed(
      "The usual reason is the wrong one of two ids: the answer that creates a sandbox has id, which the paths want, and sandboxId, which is the provider's.",
    ),
    observed("A deleted sandbox and one of another team get the same answer."),
    observed("Commands and files get it also where the sandbox's record has no provider id, so none was ever started."),
    observed("A chat with an unknown sandboxId gets no 404: it creates a sandbox under that name."),
  ],
  open: ["The Errors page has not_found for this; it does not list this code."],
  causes: ["sandbox.not_found", "resource.wrong_id_kind", "resource.placeholder_id", "sandbox.dead"],
  fixes: [
    fix(
      "Use id, not sandboxId, of the answer that created the sandbox.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
    fix("Check that your key belongs to the team that created it.", "sandbox-errors check-key"),
    fix("Make a new sandbox where this one was deleted.", "sandbox-errors request POST /v1/sandboxes -f agent=<agent>"),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: correct the id or make a new sandbox first.",
  example: {
    status: 404,
    body: '{"error":{"code":"sandbox_not_found","message":"Sandbox \\"i4x8r2m0q7v1z5k9t3wa\\" not found"}}',
    provenance: "observed",
  },
  related: ["not_found", "sandbox_unavailable", "thread_not_found", "sandbox_error"],
};
