import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { isWrittenByHop } from "../evidence/answering-hop.js";
import { readRequestIds } from "../evidence/request-ids.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

/** The longest time that the published server takes, and the one that it takes unasked, in ms. */
const LONGEST_MS = 600_000;
const USUAL_MS = 60_000;
const TIMED_OUT =
  /\bcommand\b[^.]{0,30}\b(?:timed out|timeout|exceeded[^.]{0,20}time)|\bexec(?:ution)?\b[^.]{0,20}\btimed out\b/i;
const DEADLINE = /\[?deadline_exceeded\]?|\btimed out\b|\btimeout\b/i;

/** Then the sandbox was late, not the command. */
const OF_SANDBOX =
  /\b(?:wait|connect|reach|resum|wak)\w{0,6}(?: (?:to|for))?(?: the)? sandbox\b|\bsandbox\b.{0,20}\bresume\b/i;

function find(facts: Facts): Finding | undefined {
  if (!reportsError(facts) && facts.exchange.response !== null) return undefined;
  const isExec = facts.route?.endpoint?.id === "sandboxes.exec";
  const byText =
    findSpoken(facts, TIMED_OUT) !== undefined ||
    (isExec && facts.status !== 503 && findSpoken(facts, DEADLINE) !== undefined && !findSpoken(facts, OF_SANDBOX));
  const byStatus = facts.status === 408 && !isWrittenByHop(facts) && (isExec || facts.route === null);
  const named = facts.code === "command_timeout" || (facts.code !== "sandbox_unavailable" && byText);
  if (!named && !byStatus) return undefined;
  return describe(facts, named);
}

function describe(facts: Facts, named: boolean): Finding {
  const asked = facts.requestBody.object?.["timeoutMs"];
  const told = /\b(\d{2,7}) ?ms\b/.exec(facts.message)?.[1];
  const timeoutMs = typeof asked === "number" ? asked : told === undefined ? null : Number(told);
  const longer = Math.min(LONGEST_MS, Math.max(USUAL_MS, timeoutMs ?? USUAL_MS) * 2);
  const { sandboxId } = readRequestIds(facts);
  const limit = timeoutMs === null ? `its time (${USUAL_MS} ms where timeoutMs is not sent)` : `${timeoutMs} ms`;
  return {
    strength: named ? "named" : "implied",
    confidence: named ? "certain" : "likely",
    evidence: [
      ...answerEvidence(facts),
      ...(typeof asked === "number" ? [{ where: "request.body.timeoutMs", saw: String(asked) }] : []),
    ],
    explanation: `The command ran longer than ${limit} and was stopped. What it did until then stays done in the sandbox.`,
    fixes: [
      fix(
        `Raise timeoutMs, to ${longer} for instance; at most ${LONGEST_MS}.`,
        `sandbox-errors request POST /v1/sandboxes/${sandboxId}/exec -f command='<command>' -F timeoutMs=${longer}`,
      ),
      fix(
        "If it needs longer still, start it in the background (nohup … > out.log &) and read its log with a second command.",
      ),
      fix("Make sure that it does not wait for input: nobody answers a prompt in there."),
    ],
  };
}

/** A command in the sandbox ran longer than `timeoutMs`. */
export const commandTimeout: Cause = {
  id: "sandbox.command_timeout",
  title: "The command took longer than its timeoutMs",
  explanation:
    "The command ran longer than timeoutMs (60000 where it is not sent, at most 600000 in the published server) and was stopped. What it did until then stays done in the sandbox.",
  proof: "The code command_timeout or status 408 for exec.",
  fixes: [
    fix(
      "Raise timeoutMs, up to 600000.",
      "sandbox-errors request POST /v1/sandboxes/<sandboxId>/exec -f command='<command>' -F timeoutMs=120000",
    ),
    fix(
      "If it needs longer still, start it in the background (nohup … > out.log &) and read its log with a second command.",
    ),
    fix("Make sure that it does not wait for input: nobody answers a prompt in there."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["sandbox.runtime_error", "network.timeout_response"],
  get examples() {
    return [
      {
        what: "the answer of the published server",
        exchange: answeredJson(
          { path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "sleep 100", timeoutMs: 1000 } },
          408,
          { error: { code: "command_timeout", message: "Command execution timed out" } },
        ),
      },
      {
        what: "the provider's own words in a 500",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "sleep 100" } }, 500, {
          error: "internal_error",
          message: "[deadline_exceeded] the operation timed out",
          status: 500,
        }),
      },
      {
        what: "nothing but the status",
        exchange: answeredText(
          { path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "sleep 100" } },
          408,
          "",
          "",
        ),
      },
    ];
  },
  find,
};
