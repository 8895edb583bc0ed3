import type { ResourceKind } from "../../catalog/endpoint.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { tellIdSource } from "../evidence/id-source.js";
import { saysMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { blamedIds, quotesQuery, readSentIds, type SentId } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_ID } from "../example.js";

/** An id of another kind than the place wants. */
export const wrongIdKind: Cause = {
  id: "resource.wrong_id_kind",
  title: "The id is of another kind",
  explanation:
    "The id is real, but names something else. An answer about a sandbox holds two ids: id, a UUID, is the one that this API takes; sandboxId is the provider's, and no path takes it.",
  proof:
    "The id that was not found has the form of a provider's id or of another kind of resource, or stands in two places.",
  fixes: [
    fix(
      "Use the member id of the sandbox, not sandboxId.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent",
    ),
    fix(
      "In a path, the sandbox's id comes first and the thread's id last.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>/threads/<thread id>'",
    ),
  ],
  retry: "never",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  beats: [
    "sandbox.not_found",
    "thread.not_found",
    "agent.not_found",
    "vault.not_found",
    "resource.not_found",
    "resource.malformed_id",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "the provider's id where the sandbox's id belongs",
        exchange: answeredJson({ path: "/v1/sandboxes/i4x8r2m0q7v1z5k9t3wa/threads", json: { name: "x" } }, 404, {
          error: { code: "sandbox_not_found", message: "Sandbox not found" },
        }),
      },
      {
        what: "the sandbox's id in place of the thread's",
        exchange: answeredDocumented(
          { path: `/v1/sandboxes/${OTHER_ID}/threads/${OTHER_ID}` },
          404,
          "not_found",
          "Thread not found",
        ),
      },
      {
        what: "a stream's id in place of the sandbox's",
        exchange: answeredJson({ path: `/v1/chat/support/acp:i4x8r2m0q7v1z5k9t3wa-${SAMPLE_ID}/stream` }, 404, {
          error: { code: "sandbox_not_found", message: `Sandbox "acp:i4x8r2m0q7v1z5k9t3wa-${SAMPLE_ID}" not found` },
        }),
      },
    ];
  },
  find(facts) {
    if (!saysMissing(facts) && !quotesQuery(facts)) return undefined;
    for (const id of blamedIds(facts)) {
      const kind = readActualKind(id, facts);
      if (kind !== undefined) return tell(facts, id, kind);
    }
    return undefined;
  },
};

interface ActualKind {
  readonly what: string;
  readonly advice: string;
}

const PREFIXES: readonly (readonly [RegExp, ResourceKind])[] = [
  [/^(?:sb|sbx|sandbox)[_-]\w/i, "sandbox"],
  [/^(?:th|thr|thread)[_-]\w/i, "thread"],
  [/^(?:vault|vlt)[_-]\w/i, "vault"],
];

/** What the id names instead, as far as its form or another place in the request tells. */
function readActualKind(id: SentId, facts: Facts): ActualKind | undefined {
  if (id.form === "placeholder") return undefined;
  if (id.kind === "sandbox" && id.form === "provider")
    return {
      what: "the provider's id of a sandbox (sandboxId in the answer)",
      advice: "Use the member id, a UUID, of the answer that created the sandbox, not its sandboxId.",
    };
  if (/^acp:|^\w{18,24}-[0-9a-f]{8}-[0-9a-f]{4}-/i.test(id.text))
    return { what: "the id of a stream", advice: `Use the ${id.kind}'s own id, not a streamId.` };
  const twin = readSentIds(facts).find((other) => other.kind !== id.kind && other.text === id.text);
  if (twin !== undefined)
    return {
      what: `the same id that stands for the ${twin.kind}`,
      advice: `Use the ${id.kind}'s own id; a ${twin.kind} and a ${id.kind} never share one.`,
    };
  const prefix = PREFIXES.find(([pattern, kind]) => kind !== id.kind && pattern.test(id.text));
  if (prefix !== undefined && id.kind !== "agent")
    return {
      what: `spelled like the id of a ${prefix[1]}`,
      advice: `Use the id of the ${id.kind}, not of the ${prefix[1]}.`,
    };
  if (id.kind === "agent" && id.form === "uuid")
    return {
      what: "a UUID, where the agent's slug belongs",
      advice: "Use the agent's slug (such as my-agent), not an id.",
    };
  return undefined;
}

function tell(facts: Facts, id: SentId, actual: ActualKind): ReturnType<Cause["find"]> {
  const text = clip(id.text, 80);
  return {
    strength: "proof",
    confidence: id.kind === "agent" ? "likely" : "certain",
    evidence: [{ where: id.where, saw: text }, ...answerEvidence(facts)],
    explanation: `"${text}" stands where the ${id.kind} belongs, and is ${actual.what}. The server looks for a ${id.kind} of that name and finds none.`,
    fixes: [fix(actual.advice), tellIdSource(id.kind)],
  };
}
