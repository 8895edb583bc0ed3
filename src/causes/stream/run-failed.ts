import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { findCancellation, isChatStream, isCutByLimit, readFailedSubtype } from "../evidence/chat-stream.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { answeredStream } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const subtype = readFailedSubtype(facts);
  if (subtype === null || !isChatStream(facts) || isCutByLimit(facts)) return undefined;
  if (facts.stream?.errors.length !== 0 || findCancellation(facts) !== undefined) return undefined;
  const text = facts.stream.hasText ? "The text before it may be all there is" : "It produced no text";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [{ where: "stream.resultSubtype", saw: subtype }],
    explanation: `The run ended as a failure (${subtype}) without an error event, so the stream looks like a success. ${text}; what went wrong stands in the thread, if anywhere.`,
    fixes: [
      fix("Read the thread: its error and status say more than the stream.", readThreadCommand(facts)),
      fix("Then send the message again; if it fails in the same way, look into the agent's code and tools."),
    ],
  };
}

/** The stream's result is a failure, and no error event says so. */
export const runFailed: Cause = {
  id: "stream.run_failed",
  title: "The run failed without an error event",
  explanation:
    "The run ended with a result of failure, such as error_during_execution, but no error event came. Status, finish and [DONE] look like a success; only the resultSubtype tells.",
  proof: "A resultSubtype other than success in the stream, and no error event.",
  fixes: [
    fix(
      "Read the thread: its error and status say more than the stream.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
    fix("Then send the message again; if it fails in the same way, look into the agent's code and tools."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["stream.empty", "stream.truncated"],
  get examples() {
    return [
      {
        what: "failed in the middle, with some text",
        exchange: answeredStream([
          { type: "start" },
          { type: "text-delta", id: "1", delta: "I start with" },
          { type: "message-metadata", messageMetadata: { resultSubtype: "error_during_execution" } },
          { type: "finish" },
        ]),
      },
      {
        what: "failed with no text, and no finish",
        exchange: answeredStream([
          { type: "start" },
          { type: "message-metadata", messageMetadata: { resultSubtype: "error" } },
        ]),
      },
    ];
  },
  find,
};
