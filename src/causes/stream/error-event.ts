import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { isChatStream } from "../evidence/chat-stream.js";
import { type NamedLayer, readNamedLayer } from "../evidence/layer-prefix.js";
import { readRequestIds, readThreadCommand } from "../evidence/request-ids.js";
import { shorten } from "../evidence/spoken-text.js";
import { answeredStream } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const errors = readStreamErrors(facts);
  const [first] = errors;
  if (first === undefined) return undefined;
  const layer = readNamedLayer(first);
  const where = layer === undefined ? "Its text names no layer" : `Its text names ${layer.words} (${layer.prefix})`;
  const after =
    facts.stream?.finished === true ? " What follows it (finish, [DONE]) does not make the run a success." : "";
  return {
    strength: "fallback",
    confidence: "certain",
    evidence: errors.slice(0, 3).map((text) => ({ where: "stream.error", saw: shorten(text) })),
    explanation: `The run failed after the stream had begun, so the status stayed 200. ${where}.${after}`,
    fixes: [
      ...adviseFor(layer, first, facts),
      fix("Read the thread: it keeps the error and what was done before it.", readThreadCommand(facts)),
    ],
  };
}

/** The texts of `error` events; a pasted text without a status that begins as only those do is one too. */
function readStreamErrors(facts: Facts): readonly string[] {
  if (isChatStream(facts)) return facts.stream?.errors ?? [];
  const pasted = facts.status === null && facts.exchange.request === null && facts.code === null;
  return pasted && readNamedLayer(facts.message) !== undefined ? [facts.message] : [];
}

function adviseFor(layer: NamedLayer | undefined, text: string, facts: Facts): readonly Fix[] {
  switch (layer?.kind) {
    case "session_start":
      return [
        fix(
          "Mend what keeps the agent's session from starting: its bundle, its configuration, its environment variables. Then deploy it again.",
        ),
      ];
    case "agent_execute":
      return [fix("Look for the fault in the agent's own code, and deploy it again.")];
    case "tool":
      return [fix(`Look at ${layer.words}: what it was called with, and what it calls.`)];
    case "mcp_proxy":
      return [
        fix(
          /\b40[13]\b|unauthori[sz]ed|forbidden/i.test(text)
            ? `Renew the credential of ${layer.words} in the vault: it was refused.`
            : `Check that ${layer.words} is up, and its address and credential in the vault.`,
          "sandbox-errors request GET /v1/mcp/vaults",
        ),
      ];
    case "agent_process":
      return [
        fix(
          /\b137\b|sigkill/i.test(text)
            ? "Give it less to do at once: code 137 means that the process was killed, mostly for lack of memory."
            : "Look in the sandbox why the agent's process ended.",
          `sandbox-errors request POST /v1/sandboxes/${readRequestIds(facts).sandboxId}/exec -f command='free -m; ps aux'`,
        ),
      ];
    case "model":
      return /\b401\b|token/i.test(text)
        ? [
            fix(
              "Start a new run: the sandbox's own token for the model ran out or was refused, and a new run gets another.",
            ),
          ]
        : [fix("Read the status in the text: it is the answer of the model's API, not of this one.")];
    default:
      return [fix("Read the text of the event: it is all that the server says about the failure.")];
  }
}

/** An `error` event in the stream, with no more specific reason in its text. */
export const errorEvent: Cause = {
  id: "stream.error_event",
  title: "The run failed in the middle of the stream",
  explanation:
    "The run failed after the stream had begun, so the status stayed 200; only the error event tells. The prefix of its text names the layer: [session_start], [agent_execute], [tool:…], [mcp_proxy:…], ACP for the agent's process, API Error for the model.",
  proof: "An error event in the stream, whatever follows it.",
  fixes: [
    fix("Mend what the prefix of the text names: the agent's bundle, its code, a tool, an MCP server."),
    fix(
      "Read the thread: it keeps the error and what was done before it.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "newer_page",
  beats: ["stream.truncated"],
  get examples() {
    return [
      {
        what: "the session did not start; finish and [DONE] follow all the same",
        exchange: answeredStream([
          { type: "start" },
          { type: "error", errorText: "[session_start] ACP process exited with code 1" },
          { type: "finish" },
        ]),
      },
      {
        what: "an MCP server refused its credential after some text; nothing follows",
        exchange: answeredStream(
          [
            { type: "start" },
            { type: "text-delta", id: "1", delta: "Let me look. " },
            { type: "error", errorText: "[mcp_proxy:linear] 401 Unauthorized" },
          ],
          { done: false },
        ),
      },
    ];
  },
  find,
};
