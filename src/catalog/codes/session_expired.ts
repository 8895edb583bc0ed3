import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `session_expired`: the thread cannot go on. Seen, not on the Errors page. */
export const sessionExpired: CodeEntry = {
  code: "session_expired",
  provenance: "observed",
  meaning: observed("The agent session that this thread continues is gone from the sandbox."),
  statuses: [{ status: 409, provenance: "observed" }],
  facts: [observed("The thread's messages stay readable; only its session cannot be continued.")],
  open: ["The Errors page does not list this code."],
  causes: ["session.expired"],
  fixes: [
    fix(
      "Create a new thread in the sandbox.",
      "sandbox-errors request POST /v1/sandboxes/<sandboxId>/threads -f name=<name>",
    ),
    fix(
      "Send your message with that thread's id, and with whatever context the agent needs: it remembers nothing of the old one.",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry on this thread: start a new one.",
  example: {
    status: 409,
    body: '{"error":{"code":"session_expired","message":"Continuation session 0b5e2f4e-7c1d-4a3b-9e6f-1a2b3c4d5e6f is not available in sandbox"}}',
    provenance: "observed",
  },
  related: ["stream_active", "thread_not_found", "sandbox_unavailable"],
};
