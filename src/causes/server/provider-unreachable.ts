import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readNamedLayer } from "../evidence/layer-prefix.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredJson, SAMPLE_ID } from "../example.js";

const UNREACHED =
  /\bfetch failed\b|\bE(?:CONNREFUSED|CONNRESET|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)\b|\bgetaddrinfo\b|\bsocket hang up\b|\bUND_ERR_\w{1,30}|\bother side closed\b|\bconnect(?:ion)? time(?:out|d out)\b/i;
const DATABASE = /failed query|postgres|\bredis\b|\bsql\b|:(?:5432|6379)\b/i;

function find(facts: Facts): Finding | undefined {
  const spoken = findSpoken(facts, UNREACHED);
  if (spoken === undefined || DATABASE.test(spoken.text)) return undefined;
  const layer = readNamedLayer(spoken.text);
  if (layer?.kind === "tool" || layer?.kind === "mcp_proxy") return undefined;
  // Without a status, such text may be what the caller's own client threw.
  const unsure = spoken.source === "answer" && facts.status === null && facts.code === null;
  if (spoken.source === "answer" && !unsure && (facts.status ?? 0) < 500 && facts.code !== "internal_error")
    return undefined;
  if (/^git_clone_failed$/.test(facts.code ?? "")) return undefined;
  const sandboxNamed =
    facts.code === "sandbox_unavailable" || /\bsandbox\b/i.test(spoken.text.replace(/^[a-z_]{2,40}: /, ""));
  return {
    strength: sandboxNamed || unsure ? "implied" : "named",
    confidence: sandboxNamed || unsure ? "possible" : "likely",
    evidence: answerEvidence(facts),
    explanation: `Your request reached the API; then the API itself could not reach the provider of its sandboxes ("${spoken.match[0]}"). That connection is the server's, so your network, proxy and key have no part in it.`,
  };
}

/** The server could not reach its sandbox provider. */
export const providerUnreachable: Cause = {
  id: "server.provider_unreachable",
  title: "The API could not reach its sandbox provider",
  explanation:
    "Your request reached the API; then the API itself could not reach the provider of its sandboxes. The text looks like a network error of your own, but that connection is the server's: your network, proxy and key have no part in it.",
  proof: 'Text of a failed connection ("fetch failed", ECONNREFUSED, getaddrinfo) inside an answer of the API.',
  fixes: [
    fix("Send it again after some seconds, with growing pauses. Nothing in your network needs a change."),
    fix("Look whether the sandbox provider has an outage: https://status.e2b.dev."),
    fix(
      "If you host the server yourself, try the provider's address from that machine, and look at its key and proxy settings.",
    ),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["server.internal", "server.unavailable"],
  get examples() {
    return [
      {
        what: "a command: 500 with the bare text",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "ls" } }, 500, {
          error: { code: "internal_error", message: "fetch failed" },
        }),
      },
      {
        what: "the provider's name does not resolve, flat",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "support" } }, 500, {
          error: "internal_error",
          message: "getaddrinfo ENOTFOUND api.e2b.app",
          status: 500,
        }),
      },
    ];
  },
  find,
};
