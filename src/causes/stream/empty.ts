import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { findCancellation, isChatStream, readFailedSubtype } from "../evidence/chat-stream.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { answeredStream } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const { stream } = facts;
  if (!isChatStream(facts) || stream === null) return undefined;
  if (!stream.finished || stream.hasText || stream.errors.length > 0) return undefined;
  if (readFailedSubtype(facts) !== null || findCancellation(facts) !== undefined) return undefined;
  const resumed = facts.route?.endpoint?.id === "chat.resume";
  return {
    strength: "proof",
    confidence: resumed ? "likely" : "certain",
    evidence: [
      { where: "stream.finish", saw: "a finish event" },
      { where: "stream.text", saw: "no text in any text-delta event" },
      ...(stream.resultSubtype === null ? [] : [{ where: "stream.resultSubtype", saw: stream.resultSubtype }]),
    ],
    ...(resumed
      ? {
          explanation:
            "You joined a stream that was about to end: parts sent before that are not repeated, so no text came. The thread holds the whole result.",
        }
      : {}),
    fixes: [
      fix("Read the thread: its error and messages show what happened.", readThreadCommand(facts)),
      fix("If the thread holds no text either, tell the agent in its prompt to end with an answer in words."),
    ],
  };
}

/** The stream reached its end with no text and no error. */
export const empty: Cause = {
  id: "stream.empty",
  title: "The run ended without any text",
  explanation:
    "The stream reached its end, with no text and no error event. Either the agent worked with tools only and said nothing, or its failure was not told in the stream.",
  proof: "A finish event, no text in any text-delta, and no error event.",
  fixes: [
    fix(
      "Read the thread: its error and messages show what happened.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
    fix("If the thread holds no text either, tell the agent in its prompt to end with an answer in words."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "success without a word",
        exchange: answeredStream([
          { type: "start" },
          { type: "message-metadata", messageMetadata: { resultSubtype: "success", outputTokens: 45 } },
          { type: "finish" },
        ]),
      },
      {
        what: "only tools, and nothing said",
        exchange: answeredStream([
          { type: "start" },
          { type: "tool-input-available", toolCallId: "1", toolName: "Bash", input: {} },
          { type: "tool-output-available", toolCallId: "1", output: "ok" },
          { type: "text-delta", id: "1", delta: "" },
          { type: "finish" },
        ]),
      },
    ];
  },
  find,
};
