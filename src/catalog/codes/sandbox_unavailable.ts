import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `sandbox_unavailable`: the sandbox cannot be reached, or is gone. Seen, not on the Errors page. */
export const sandboxUnavailable: CodeEntry = {
  code: "sandbox_unavailable",
  provenance: "observed",
  meaning: observed("The server cannot reach the sandbox."),
  statuses: [
    { status: 503, provenance: "observed" },
    { status: 409, provenance: "observed" },
    { status: 404, provenance: "observed" },
  ],
  facts: [
    documented("The page lists 503 for a sandbox runtime that is temporarily unavailable, without a code."),
    observed(
      "A sandbox that its provider has deleted gets 503 too, with a message that ends in not found: that one never comes back.",
    ),
    observed(
      "409 means that no sandbox was ever started for this record; 404 that the provider has none of this name.",
    ),
  ],
  open: ["The Errors page does not list this code, and does not tell a passing outage from a sandbox that is gone."],
  causes: ["sandbox.unavailable", "sandbox.dead", "server.provider_unreachable"],
  fixes: [
    fix("Read error.message: not found means that the sandbox is gone, anything else that it may come back."),
    fix("Make a new sandbox where it is gone.", "sandbox-errors request POST /v1/sandboxes -f agent=<agent>"),
    fix(
      "Else wait some seconds, then look at the sandbox again.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
  ],
  retry: "with_backoff",
  retryAdvice: "Retry with growing pauses, unless the message says not found: then make a new sandbox.",
  example: {
    status: 503,
    body: '{"error":{"code":"sandbox_unavailable","message":"Failed to connect sandbox i4x8r2m0q7v1z5k9t3wa: Paused sandbox i4x8r2m0q7v1z5k9t3wa not found"}}',
    provenance: "observed",
  },
  related: ["sandbox_error", "sandbox_not_found", "session_expired"],
};
