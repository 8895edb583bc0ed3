import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `sandbox_error`: something failed inside the sandbox. On the Errors page. */
export const sandboxError: CodeEntry = {
  code: "sandbox_error",
  provenance: "documented",
  meaning: documented("The sandbox encountered a runtime error."),
  statuses: [
    { status: 502, provenance: "observed" },
    { status: 500, provenance: "inferred" },
  ],
  facts: [
    observed(
      "The published server sends it with 502 where the runtime in the sandbox answers with an error or starts no stream.",
    ),
    observed(
      "Once a stream has begun the status stays 200: the stream carries an error event, and the thread's error reads sandbox_error and the text.",
    ),
    observed("A failed run leaves the sandbox in status error until the next good run."),
  ],
  open: [
    "The page gives no status for this code.",
    "The page does not say whether the sandbox can be used afterwards.",
    "The page names no idempotency key, so it is not said whether a repeated message runs twice.",
  ],
  causes: ["sandbox.runtime_error", "sandbox.dead"],
  fixes: [
    fix("Send the message once more: such an error may pass."),
    fix(
      "Read the thread's error for what the runtime said.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
    fix(
      "Make a new sandbox where it fails again, and use the id of that one.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "with_backoff",
  retryAdvice: "Retry once after a pause; where it fails again, make a new sandbox.",
  example: {
    status: 500,
    body: '{"error":{"code":"sandbox_error","message":"The sandbox encountered a runtime error","status":500}}',
    provenance: "inferred",
  },
  related: ["sandbox_unavailable", "session_expired", "internal_error", "command_timeout"],
};
