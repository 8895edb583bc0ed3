import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readNamedLayer } from "../evidence/layer-prefix.js";
import { createSandboxCommand, readRequestIds } from "../evidence/request-ids.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const REFUSED = /\bsandbox returned (4\d\d)\b/i;
const OUT_OF_MEMORY =
  /\bout of memory\b|\boom(?:[- ]?killed)?\b|\bENOMEM\b|cannot allocate memory|\b(?:code|status) 137\b/i;
const KILLED =
  /\[unknown\] terminated|^(?:\d+: )?terminated$|\bsignal: ?(?:killed|terminated)|\bkilled by signal|\bsig(?:kill|term|segv|abrt)\b|\b(?:exit(?:ed)?|exited with)(?: with)? (?:code|status) (?:134|137|139|143)\b|\bprocess\b[^.]{0,40}\b(?:was )?(?:killed|terminated|crashed)\b|\bout of memory\b|\boom[- ]?killed\b|\bENOMEM\b|cannot allocate memory/i;

function find(facts: Facts): Finding | undefined {
  const refused = findSpoken(facts, REFUSED);
  const killed = facts.code === "command_timeout" ? undefined : findSpoken(facts, KILLED);
  const byCode = facts.code === "sandbox_error" || isDocumentedText(facts);
  if (!byCode && refused === undefined && killed === undefined) return undefined;
  const spoken = killed ?? refused ?? findSpoken(facts, /./s);
  const layer = spoken === undefined ? undefined : readNamedLayer(spoken.text);
  // An error event that names its layer is told by that layer; this stays a guess beside it.
  const guess = spoken?.source === "stream" && layer !== undefined;
  const general = byCode && facts.storedError !== null && killed === undefined && refused === undefined;
  return {
    strength: guess || general ? "implied" : "named",
    confidence: guess ? "possible" : general ? "likely" : "certain",
    evidence: answerEvidence(facts),
    explanation: explain(killed?.text, refused?.match[1], layer?.words),
    fixes: suggest(facts, killed?.text),
  };
}

/** The documented description, which SDKs throw without code and status. */
function isDocumentedText(facts: Facts): boolean {
  return facts.code === null && facts.status === null && /\bsandbox encountered a runtime error\b/i.test(facts.message);
}

function explain(killed: string | undefined, refused: string | undefined, layer: string | undefined): string {
  const where = layer === undefined ? "" : ` Its text names ${layer}.`;
  if (killed !== undefined) {
    const memory = OUT_OF_MEMORY.test(killed) ? ": most likely it ran out of memory" : "";
    return `A process inside the sandbox was ended from outside${memory}.${where} The sandbox itself may be damaged or already gone.`;
  }
  if (refused !== undefined) {
    return `The agent's server inside the sandbox refused what the API handed to it (status ${refused}).${where} The sandbox was reached and is running; what runs inside it said no.`;
  }
  return `Something inside the sandbox failed while the API worked with it.${where} The sandbox was reached, so your key and your request passed.`;
}

function suggest(facts: Facts, killed: string | undefined): Cause["fixes"] {
  const { sandboxId } = readRequestIds(facts);
  return [
    ...(killed !== undefined && OUT_OF_MEMORY.test(killed)
      ? [fix("Give it less to do at once: smaller files, fewer processes at a time.")]
      : []),
    fix("Send it once more; if it fails again, make a new sandbox.", createSandboxCommand(facts)),
    fix(
      "Read what the sandbox keeps about the failure: error in its record, and in its threads.",
      `sandbox-errors request GET /v1/sandboxes/${sandboxId}`,
    ),
    fix(
      "Look inside: its processes and memory.",
      `sandbox-errors request POST /v1/sandboxes/${sandboxId}/exec -f command='free -m; ps aux'`,
    ),
  ];
}

/** Something inside the sandbox failed or was ended. */
export const runtimeError: Cause = {
  id: "sandbox.runtime_error",
  title: "Something inside the sandbox failed",
  explanation:
    "The sandbox was reached, but what runs inside it failed, refused the message or was ended. In the published server sandbox_error is also the label of every run that failed within its stream, so the text behind it matters more than the code.",
  proof:
    "The code sandbox_error, text that a process in the sandbox was ended, or a 4xx status that the sandbox returned.",
  fixes: [
    fix(
      "Send it once more; if it fails again, make a new sandbox.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
    fix(
      "Read what the sandbox keeps about the failure: error in its record, and in its threads.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
  ],
  retry: "with_backoff",
  severity: "error",
  code: "sandbox_error",
  provenance: "documented",
  beats: ["network.reset"],
  get examples() {
    return [
      {
        what: "the documented answer",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          500,
          "sandbox_error",
          "The sandbox encountered a runtime error",
        ),
      },
      {
        what: "the agent's server refused the message: 502",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 502, {
          error: { code: "sandbox_error", message: "Sandbox returned 400: Missing or invalid message" },
        }),
      },
      {
        what: "a command was killed: only the text tells",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "make" } }, 500, {
          error: { code: "internal_error", message: "2: [unknown] terminated" },
        }),
      },
      {
        what: "stored with a thread",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/${OTHER_ID}` }, 200, {
          id: OTHER_ID,
          status: "error",
          error: "sandbox_error: ACP process exited with code 1",
        }),
      },
    ];
  },
  find,
};
