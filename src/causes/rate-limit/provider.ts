import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readNamedLayer } from "../evidence/layer-prefix.js";
import { findProviderLimit, hasProviderCode } from "../evidence/rate-limit-answer.js";
import type { SpokenMatch } from "../evidence/spoken-text.js";
import { answeredJson, answeredStream, SAMPLE_ID } from "../example.js";

const MODEL = "Anthropic, the provider of the model";
const SANDBOXES = "E2B, the provider of the sandboxes";

/** Says whose limit it is: by a name in the text, by the layer that it names, else by what was being done. */
function nameProvider(facts: Facts, spoken: SpokenMatch | undefined): string {
  const text = spoken?.text ?? "";
  if (/\be2b\b/i.test(text)) return SANDBOXES;
  if (/openai/i.test(text)) return "OpenAI, the provider of the model";
  if (/daytona/i.test(text)) return "Daytona, the provider of the sandboxes";
  const layer = readNamedLayer(text);
  if (layer?.kind === "tool" || layer?.kind === "mcp_proxy") return layer.words;
  if (/anthropic|claude|overloaded|API Error|rate_limit_error|\b529\b/i.test(text)) return MODEL;
  if (hasProviderCode(facts) || spoken?.source === "stream") return MODEL;
  return SANDBOXES;
}

function find(facts: Facts): Finding | undefined {
  const spoken = findProviderLimit(facts);
  if (spoken === undefined && !hasProviderCode(facts)) return undefined;
  const provider = nameProvider(facts, spoken);
  const stated = /\b(?:429|529)\b/.exec(spoken?.text ?? "")?.[0];
  const disguise =
    spoken?.source === "stream"
      ? "the stream had already begun with status 200"
      : spoken?.source === "stored"
        ? "the error was stored with the run"
        : facts.status === null
          ? "the API only passed it on"
          : `the API passed it on with status ${facts.status}`;
  const how = /overloaded|\b529\b/i.test(spoken?.text ?? "529") ? "is overloaded" : "took no more requests";
  return {
    strength: "proof",
    confidence: spoken === undefined ? "likely" : "certain",
    evidence: answerEvidence(facts),
    explanation: `Not your key's limit: ${provider}, ${how}${stated === undefined ? "" : ` (${stated})`}, and ${disguise}. It usually passes within minutes.`,
    fixes: [
      fix(
        `Wait about a minute, then send it again with growing pauses: the limit is that of ${provider}, and no wait was given.`,
      ),
      fix(
        "Run fewer chats and start fewer sandboxes at a time. Another key of yours changes nothing: the provider's limit is shared.",
      ),
    ],
  };
}

/** A provider behind the API refused for pace or load, inside an answer or a stream with another status. */
export const provider: Cause = {
  id: "rate_limit.provider",
  title: "A provider behind the API is at its limit",
  explanation:
    "The API reached a provider behind it (E2B for sandboxes, Anthropic for the model), and that one refused for pace or load. It comes as text inside a 500, a 503 or a stream, so status and code do not show it; your key's own limit has nothing to do with it.",
  proof:
    "Rate-limit or overload text of a provider inside an answer with another status, a stored error or a stream's error event.",
  fixes: [
    fix("Wait about a minute, then send it again with growing pauses: no wait was given."),
    fix(
      "Run fewer chats and start fewer sandboxes at a time. Another key of yours changes nothing: the provider's limit is shared.",
    ),
    fix(
      "Look whether the provider has an outage: https://status.anthropic.com for the model, https://status.e2b.dev for sandboxes.",
    ),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: [
    "rate_limit.no_hint",
    "sandbox.unavailable",
    "sandbox.runtime_error",
    "server.internal",
    "server.unavailable",
    "stream.error_event",
  ],
  get examples() {
    return [
      {
        what: "E2B's limit inside a 500",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "ls" } }, 500, {
          error: { code: "internal_error", message: "Rate limit exceeded, please try again later" },
        }),
      },
      {
        what: "an overloaded model in a stream",
        exchange: answeredStream([
          { type: "start" },
          { type: "text-delta", id: "1", delta: "Let me see. " },
          {
            type: "error",
            errorText: 'API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
          },
          { type: "finish" },
        ]),
      },
      {
        what: "a limit of the model's API stored with a thread",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/${SAMPLE_ID}` }, 200, {
          id: SAMPLE_ID,
          status: "error",
          error: "sandbox_error: API Error: 429 rate_limit_error",
        }),
      },
    ];
  },
  find,
};
