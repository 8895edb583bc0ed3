import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `internal_error`: something was not caught. Seen, not on the Errors page. */
export const internalError: CodeEntry = {
  code: "internal_error",
  provenance: "observed",
  meaning: observed("Something failed in the server that it did not expect."),
  statuses: [{ status: 500, provenance: "observed" }],
  facts: [
    documented("The page lists 500 as an unexpected server failure, without a code."),
    observed(
      "The published server sends it for mistakes of the caller too: a missing content type, messages in the form of role and content, and a thread id that is no UUID.",
    ),
    observed(
      "It sends it where the sandbox is gone, where a file to be read does not exist, and where the sandbox provider refuses.",
    ),
    observed("The message can hold SQL and what you sent, even your key: keep it out of public places."),
  ],
  open: ["The Errors page does not list this code, and does not say whether a failed request changed anything."],
  causes: [
    "server.internal",
    "request.no_content_type",
    "request.message_format",
    "resource.malformed_id",
    "sandbox.dead",
    "file.not_found",
    "file.is_directory",
    "sandbox.limit_reached",
    "rate_limit.provider",
    "server.provider_unreachable",
    "request.validation",
    "agent.not_deployed",
  ],
  fixes: [
    fix("Read error.message: it often names a mistake in the request or a sandbox that is gone."),
    fix("Send JSON with Content-Type: application/json, messages with parts, and ids as the API gave them."),
    fix("Look at the sandbox.", "sandbox-errors request GET /v1/sandboxes/<sandboxId>"),
    fix(
      "Where nothing explains it, wait and try again, then report the time, the path and the message without your key.",
    ),
  ],
  retry: "with_backoff",
  retryAdvice: "Read the message first; where it names nothing of yours, retry with growing pauses.",
  example: {
    status: 500,
    body: `{"error":{"code":"internal_error","message":"Cannot destructure property 'agent' of 'req.body' as it is undefined."}}`,
    provenance: "observed",
  },
  related: ["sandbox_error", "create_pr_failed", "invalid_request", "file_not_found"],
};
