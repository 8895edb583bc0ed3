import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { findCancellation } from "../evidence/chat-stream.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { shorten } from "../evidence/spoken-text.js";
import { answeredJson, answeredStream, OTHER_ID, SAMPLE_ID } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const cancellation = findCancellation(facts);
  if (cancellation === undefined) return undefined;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [{ where: cancellation.where, saw: shorten(cancellation.saw) }],
    ...(facts.stream === null
      ? {
          explanation:
            "The last run of this thread was cancelled: a user or another process asked for it (DELETE on its stream). What was done before stays in the thread and in the sandbox.",
        }
      : {}),
    fixes: [
      fix(
        "Nothing needs mending if you asked for it; what was done before the stop is in the thread.",
        readThreadCommand(facts),
      ),
      fix("If you did not, look for another client or a time limit of your own that cancels runs of this sandbox."),
    ],
  };
}

/** The run was cancelled, by the stored text or by an event. */
export const cancelled: Cause = {
  id: "stream.cancelled",
  title: "The run was cancelled on request",
  explanation:
    "The run was cancelled because somebody asked for it: DELETE on its stream, or a client that aborted. What was done before stays in the thread and in the sandbox; it is no failure of the server.",
  proof: "An abort event, an error text that says cancelled, or a stored error that begins with cancelled.",
  fixes: [
    fix("Nothing needs mending if you asked for it; send a new message to go on."),
    fix(
      "If you did not, look for another client that cancels runs of this sandbox.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
  ],
  retry: "never",
  severity: "note",
  code: null,
  provenance: "observed",
  beats: ["stream.error_event", "stream.truncated", "stream.empty", "stream.run_failed", "sandbox.runtime_error"],
  get examples() {
    return [
      {
        what: "stored with the thread",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/${OTHER_ID}` }, 200, {
          id: OTHER_ID,
          status: "cancelled",
          error: "cancelled: cancelled by user",
        }),
      },
      {
        what: "told in the stream by another instance",
        exchange: answeredStream([
          { type: "start" },
          { type: "text-delta", id: "1", delta: "Working" },
          { type: "error", errorText: "cancelled" },
          { type: "finish" },
        ]),
      },
      {
        what: "an abort event and no finish",
        exchange: answeredStream([{ type: "start" }, { type: "abort" }], { done: false }),
      },
    ];
  },
  find,
};
