import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Evidence, Finding } from "../cause.js";
import { findCancellation, isBareStream, isChatStream, readFailedSubtype } from "../evidence/chat-stream.js";
import { suggestResume } from "../evidence/resume-fixes.js";
import { answeredStream } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const { stream } = facts;
  const bare = isBareStream(facts);
  if (!bare && !isChatStream(facts)) return undefined;
  if (stream !== null && (stream.finished || stream.errors.length > 0)) return undefined;
  // A run that says how it ended lacks only the last event.
  if (readFailedSubtype(facts) !== null || findCancellation(facts) !== undefined) return undefined;
  const { failure } = facts.exchange;
  return {
    strength: failure === null ? "proof" : "implied",
    // What was pasted may be only the beginning of what came.
    confidence: failure !== null ? "possible" : facts.exchange.request === null ? "likely" : "certain",
    evidence: seenEnd(facts),
    explanation: explain(facts),
    fixes: failure?.kind === "aborted" ? [OWN_ABORT, ...suggestResume(facts)] : suggestResume(facts),
  };
}

function seenEnd(facts: Facts): readonly Evidence[] {
  const { stream, exchange } = facts;
  const end =
    stream?.done === true
      ? "[DONE] without a finish event"
      : stream?.cutInEvent === true
        ? "ends within an event"
        : "no finish event and no [DONE]";
  return [
    { where: "stream.finish", saw: end },
    { where: "stream.events", saw: String(stream?.events ?? 0) },
    ...(exchange.failure === null
      ? []
      : [{ where: "network.code", saw: exchange.failure.code ?? exchange.failure.kind }]),
  ];
}

const OWN_ABORT = fix(
  "Find what aborts it in your own program: an AbortController, a time limit of its own, or a page that was left.",
);

function explain(facts: Facts): string {
  const { stream } = facts;
  if (facts.exchange.failure?.kind === "aborted")
    return "Your own program gave the stream up before its end, so the answer is incomplete. The run goes on in the sandbox unless somebody cancels it.";
  if (stream?.done === true) {
    return "The stream ends with [DONE] but without finish, and no error is told. The published server does that when somebody else cancels the run (DELETE on its stream); it sends no event for it.";
  }
  if (stream === null || stream.events <= 1) {
    return "The stream began and nothing came after its start. The server sends no heartbeat, so a run that works, hangs or is lost looks the same from here.";
  }
  return `The stream breaks off${stream.cutInEvent ? " within an event" : ""} after ${stream.events} events, with no finish and no error. Either the connection broke (a proxy's time limit, a restart), or the reader gave up; the run may go on in the sandbox.`;
}

/** The stream ends without `finish` and without an error. */
export const truncated: Cause = {
  id: "stream.truncated",
  title: "The stream broke off before its end",
  explanation:
    "The stream ends without finish and without an error event, so the answer is incomplete. The run may go on in the sandbox all the same, and its thread then holds the whole result.",
  proof: "A stream with no finish event and no error event; [DONE] alone does not prove an end.",
  fixes: [
    fix(
      "Join the stream again if it still runs; parts that you missed are not repeated.",
      "sandbox-errors request GET /v1/chat/<agent>/<sandboxId>/stream",
    ),
    fix(
      "If that answers 204, read the thread: it holds the whole result, or the error.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
    fix(
      "Where a proxy or gateway stands between, turn off its buffering and raise its time limit: the server sends no heartbeat.",
    ),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "half a sentence, then nothing",
        exchange: answeredStream(
          [{ type: "start" }, { type: "text-start", id: "1" }, { type: "text-delta", id: "1", delta: "Half an ans" }],
          { done: false },
        ),
      },
      {
        what: "[DONE] without finish",
        exchange: answeredStream([{ type: "start" }, { type: "text-delta", id: "1", delta: "Working on it" }]),
      },
      { what: "nothing after the start", exchange: answeredStream([{ type: "start" }], { done: false }) },
    ];
  },
  find,
};
