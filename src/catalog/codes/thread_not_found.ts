import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `thread_not_found`: no such thread in this sandbox. Seen, not on the Errors page. */
export const threadNotFound: CodeEntry = {
  code: "thread_not_found",
  provenance: "observed",
  meaning: observed("No thread with this id exists in this sandbox."),
  statuses: [{ status: 404, provenance: "observed" }],
  facts: [
    observed("A thread belongs to one sandbox; asked for in another, it is not found."),
    observed("An id that is no UUID gets 500 internal_error with SQL text instead."),
    observed("Threads are deleted with their sandbox."),
  ],
  open: ["The Errors page has not_found for this; it does not list this code."],
  causes: ["thread.not_found", "resource.wrong_id_kind", "resource.placeholder_id"],
  fixes: [
    fix(
      "List the threads of the sandbox that you name.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads",
    ),
    fix("Send the thread's id together with the id of the sandbox in which it was created."),
    fix(
      "Create a thread where it is gone.",
      "sandbox-errors request POST /v1/sandboxes/<sandboxId>/threads -f name=<name>",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: name a thread of this sandbox first.",
  example: {
    status: 404,
    body: '{"error":{"code":"thread_not_found","message":"Thread \\"0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f\\" not found"}}',
    provenance: "observed",
  },
  related: ["not_found", "sandbox_not_found", "session_expired"],
};
