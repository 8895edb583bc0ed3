import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { formatSeconds } from "../../text/duration.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { createSandboxCommand, readRequestIds } from "../evidence/request-ids.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredJson, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const UNREACHED =
  /\b(?:failed|unable|could not|couldn['’]t|cannot|can['’]t)(?: to)? (?:connect|reach|resume|wake|start|contact)(?: to)?(?: the| with)? ?sandbox\b|\b(?:timed out|timeout|error) (?:while )?(?:connecting to|reaching|resuming|waiting for)(?: the)? sandbox\b/i;
const STOPPED =
  /\bsandbox(?! (?:runtime|budget)\b) ?(?:["'`]?[\w:.-]{1,80}["'`]? )?(?:is|was|has been|seems|appears)(?: currently| already| probably)? (?:stopped|paused|suspended|hibernated|not running|no longer running|not reachable|unreachable|not responding|unresponsive|not ready|starting|stopping|unavailable|not available|in (?:a )?stopped)|\bsandbox is not running anymore/i;
const PORT_CLOSED = /\bport is not open|\bsandbox returned 5\d\d\b/i;

function find(facts: Facts): Finding | undefined {
  const port = findSpoken(facts, PORT_CLOSED);
  const stopped = findSpoken(facts, STOPPED);
  const unreached = findSpoken(facts, UNREACHED);
  if (facts.code !== "sandbox_unavailable" && !port && !stopped && !unreached) return undefined;
  const what = port
    ? "The sandbox runs, but the agent's server inside it does not answer properly yet"
    : stopped
      ? "The sandbox exists, but it is not running"
      : "The sandbox exists, but the API could not reach or resume it";
  const wait = facts.wait.seconds;
  const { sandboxId } = readRequestIds(facts);
  return {
    strength: "named",
    confidence: facts.code === "sandbox_unavailable" || stopped !== undefined ? "certain" : "likely",
    evidence: answerEvidence(facts),
    explanation: `${what}. A sandbox pauses when it is idle and needs some seconds to wake up, so this often passes by itself.`,
    fixes: [
      fix(
        wait === null
          ? "Send it again after a few seconds, with growing pauses: the first request often wakes the sandbox."
          : `Wait ${formatSeconds(wait)}, as the answer says, and send it again.`,
      ),
      fix(
        "Look at the sandbox: its record keeps status and error.",
        `sandbox-errors request GET /v1/sandboxes/${sandboxId}`,
      ),
      fix("If it fails for minutes, make a new sandbox.", createSandboxCommand(facts)),
    ],
  };
}

/** The sandbox exists, but cannot be reached or resumed, or is stopped. */
export const unavailable: Cause = {
  id: "sandbox.unavailable",
  title: "The sandbox cannot be reached right now",
  explanation:
    "The sandbox exists, but the API could not reach or resume it, or the agent's server inside it is not up. A sandbox pauses when it is idle and needs some seconds to wake up, so this often passes by itself.",
  proof:
    "The code sandbox_unavailable, or text saying that the sandbox was not reached, is stopped, or returned a 5xx status.",
  fixes: [
    fix("Send it again after a few seconds, with growing pauses: the first request often wakes the sandbox."),
    fix(
      "Look at the sandbox: its record keeps status and error.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
    fix("If it fails for minutes, make a new sandbox.", "sandbox-errors request POST /v1/sandboxes -f agent=<agent>"),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["resource.conflict"],
  get examples() {
    return [
      {
        what: "the runtime was not reached in time",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 503, {
          error: { code: "sandbox_unavailable", message: "Failed to reach sandbox runtime: timeout" },
        }),
      },
      {
        what: "the port of the agent's server is closed, flat",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 503, {
          error: "sandbox_unavailable",
          message: 'Sandbox returned 502: {"message":"The sandbox is running but port is not open","code":502}',
          status: 503,
        }),
      },
      {
        what: "a stopped sandbox under a general code",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "ls" } }, 500, {
          error: { code: "internal_error", message: "Sandbox i4x8r2abcdefghijklmn is stopped" },
        }),
      },
    ];
  },
  find,
};
