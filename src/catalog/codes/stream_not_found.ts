import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { inferred, observed } from "../statement.js";

/** `stream_not_found`: declared by the published server, never sent. */
export const streamNotFound: CodeEntry = {
  code: "stream_not_found",
  provenance: "inferred",
  meaning: inferred("No stream runs for this sandbox."),
  statuses: [{ status: 404, provenance: "inferred" }],
  facts: [
    observed("The published server declares this code and never sends it."),
    observed("Where nothing streams, it answers 204 to a resume, and 200 with status idle to a cancel."),
  ],
  open: ["No source says when this code is sent, nor with which status."],
  causes: ["resource.not_found"],
  fixes: [
    fix(
      "Read the thread for the result: the stream may have ended.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
    fix("Send a message to start a stream."),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: start a stream or read the thread instead.",
  example: {
    status: 404,
    body: '{"error":{"code":"stream_not_found","message":"No stream is active for this sandbox"}}',
    provenance: "inferred",
  },
  related: ["not_found", "stream_active", "thread_not_found"],
};
