import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { seenStatus } from "../evidence/seen.js";
import { answeredText, SAMPLE_ID } from "../example.js";

function find(facts: Facts): Finding | undefined {
  if (facts.status !== 204 || facts.route?.endpoint?.id !== "chat.resume") return undefined;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: seenStatus(facts),
    fixes: [
      fix("Read the thread for the result; its status says whether the run completed.", readThreadCommand(facts)),
    ],
  };
}

/** 204 on resume: nothing is streaming. */
export const idle: Cause = {
  id: "stream.idle",
  title: "Nothing is streaming in this sandbox",
  explanation:
    "You asked to join a running stream, and none is running: the run has ended, or none was started. That is no failure; the result stands in the thread.",
  proof: "Status 204 for a GET on the stream of a sandbox.",
  fixes: [
    fix(
      "Read the thread for the result; its status says whether the run completed.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
  ],
  retry: "after_fix",
  severity: "note",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "joined after the end",
        exchange: answeredText({ path: `/v1/chat/support/${SAMPLE_ID}/stream` }, 204, "", ""),
      },
      {
        what: "the same, asked for with a slash at the end and a content type in the answer",
        exchange: answeredText({ path: `/v1/chat/my-agent/${SAMPLE_ID}/stream/` }, 204, "", "text/event-stream"),
      },
    ];
  },
  find,
};
