import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Evidence, Finding } from "../cause.js";
import { readNumberOption } from "../evidence/option-sent.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredJson, answeredStream, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const TURNS =
  /\berror_max_turns?\b|\bmax_turn(?:s|_requests)\b|\bmax(?:imum)?(?: number of)? turns\b[^.]{0,40}\b(?:reached|exceeded|hit)|\b(?:reached|exceeded|hit)\b[^.]{0,30}\b(?:maximum number of turns|max(?:imum)? ?turns)/i;

function find(facts: Facts): Finding | undefined {
  const evidence = findCut(facts);
  if (evidence.length === 0) return undefined;
  const cap = readNumberOption(facts, "maxTurns");
  const sent = cap === null ? [] : [{ where: "request.body.options.maxTurns", saw: String(cap) }];
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [...evidence, ...sent],
    explanation: `The run was stopped because it had used its turns, maxTurns${cap === null ? "" : ` (${cap})`}; it had not finished. The status is 200 and the stream ends as usual, so the answer looks whole and is not.`,
    fixes: [
      fix(
        `Raise maxTurns${cap === null ? "" : ` above ${cap}`}, in options of the request or in the agent's configuration.`,
      ),
      fix(
        "Or send another message to the same thread: it goes on from where it was stopped.",
        readThreadCommand(facts),
      ),
    ],
  };
}

/** The subtype or the words that say so; an error answer with a status is about something else. */
function findCut(facts: Facts): readonly Evidence[] {
  const subtype = facts.stream?.resultSubtype ?? facts.code ?? "";
  if (/max_?turn/i.test(subtype)) return [{ where: "stream.resultSubtype", saw: subtype }];
  const spoken = findSpoken(facts, TURNS);
  return spoken === undefined || (spoken.source === "answer" && facts.status !== null) ? [] : [spoken.evidence];
}

/** The run was ended by `maxTurns`. */
export const cutByTurns: Cause = {
  id: "stream.cut_by_turns",
  title: "The run used up its turns, maxTurns",
  explanation:
    "The run was stopped because it had used the turns that maxTurns allows; it had not finished. The status is 200 and the stream ends as usual, so only the resultSubtype tells.",
  proof: "A resultSubtype of error_max_turns or max_turn_requests in the stream.",
  fixes: [
    fix("Raise maxTurns, in options of the request or in the agent's configuration."),
    fix("Or send another message to the same thread: it goes on from where it was stopped."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["stream.error_event", "stream.run_failed", "stream.empty", "stream.truncated", "sandbox.runtime_error"],
  get examples() {
    return [
      {
        what: "stopped after one turn",
        exchange: answeredStream(
          [
            { type: "start" },
            { type: "text-delta", id: "1", delta: "First I look." },
            { type: "message-metadata", messageMetadata: { resultSubtype: "error_max_turns" } },
            { type: "finish" },
          ],
          { request: { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, options: { maxTurns: 1 } } } },
        ),
      },
      {
        what: "no text at all, and the newer name",
        exchange: answeredStream([
          { type: "start" },
          { type: "message-metadata", messageMetadata: { resultSubtype: "max_turn_requests" } },
          { type: "finish" },
        ]),
      },
      {
        what: "stored with a thread",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/${OTHER_ID}` }, 200, {
          id: OTHER_ID,
          status: "error",
          error: "sandbox_error: Reached maximum number of turns (5)",
        }),
      },
    ];
  },
  find,
};
