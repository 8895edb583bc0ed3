import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { tellIdSource } from "../evidence/id-source.js";
import { saysMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { blamedIds, quotesQuery, type SentId } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, SAMPLE_ID } from "../example.js";

/** An id in a form that no id of its kind has. */
export const malformedId: Cause = {
  id: "resource.malformed_id",
  title: "The id has a form that no id has",
  explanation:
    "The id is no UUID where one is needed, or holds spaces, quotes or other characters that no id has. The server hands it to its database, which refuses it: the answer is then a 500 with the text of the query.",
  proof:
    "The id that was sent is no UUID where the server needs one, or has characters around it that do not belong to it.",
  fixes: [
    fix("Send the id exactly as the API gave it: a UUID, without quotes, spaces or line breaks."),
    fix(
      "List the threads of a sandbox to see their ids.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>/threads'",
    ),
  ],
  retry: "never",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  beats: [
    "sandbox.not_found",
    "thread.not_found",
    "vault.not_found",
    "resource.not_found",
    "request.invalid",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "a thread id that is no UUID: the database refuses it",
        exchange: answeredJson({ method: "DELETE", path: `/v1/sandboxes/${SAMPLE_ID}/threads/not-a-uuid` }, 500, {
          error: {
            code: "internal_error",
            message: 'Failed query: select "id" from "an_threads" where "an_threads"."id" = $1\nparams: not-a-uuid,1',
          },
        }),
      },
      {
        what: "a space at the end of the id",
        exchange: answeredDocumented({ path: `/v1/sandboxes/${SAMPLE_ID}%20` }, 404, "not_found", "Sandbox not found"),
      },
      {
        what: "a vault by its name",
        exchange: answeredJson({ path: "/v1/mcp/vaults/team-vault" }, 500, {
          error: "internal_error",
          message:
            'Failed query: select "id" from "an_mcp_vaults" where ("an_mcp_vaults"."id" = $1)\nparams: team-vault,1',
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isQuery = quotesQuery(facts) && !/\binsert into\b/.test(facts.message);
    const isMissing = saysMissing(facts);
    const isFormal =
      facts.status === 400 &&
      /\b(?:id|Id|uuid|UUID)\b/.test(facts.message) &&
      /\binvalid\b|\bvalid\b|\bUUID\b/i.test(facts.message);
    const isBare = facts.status === 500 && facts.code === "internal_error";
    for (const id of blamedIds(facts)) {
      const fault = findFault(id);
      if (fault === undefined) continue;
      if (isQuery || isMissing || isFormal) return tell(facts, id, fault, "proof");
      if (isBare && needsUuid(id)) return tell(facts, id, fault, "implied");
    }
    return findInMessage(facts);
  },
};

/** Nothing is known of the request, but the database quotes what it refused. */
function findInMessage(facts: Facts): Finding | undefined {
  const quoted = /\binvalid input syntax for type uuid: ["']?([^"'\n]{0,80})/i.exec(facts.message)?.[1];
  if (quoted === undefined || facts.route !== null) return undefined;
  const text = JSON.stringify(quoted);
  return {
    strength: "named",
    confidence: "likely",
    evidence: answerEvidence(facts),
    explanation: `The server's database refused the id ${text}, which is no UUID. Threads, vaults and credentials have UUIDs, and nothing else is looked up.`,
    fixes: [fix(`Send the id exactly as the API gave it, a UUID; ${text} is none.`), tellIdSource("thread")],
  };
}

function needsUuid(id: SentId): boolean {
  return id.kind === "thread" || id.kind === "vault" || id.kind === "credential";
}

/** What is wrong with the id, as one clause. */
function findFault(id: SentId): string | undefined {
  if (id.form === "uuid" || (id.form === "uuid_other" && id.kind !== "sandbox")) return undefined;
  if (id.kind === "agent") return undefined;
  const { text } = id;
  if (text !== text.trim()) return "has a space or line break at its end or start";
  if (/^(["'`]).*\1$/s.test(text)) return "stands in quotes";
  if (/[\u0000-\u001f\u007f\u200b-\u200f\ufeff]/.test(text)) return "holds an invisible character";
  if (needsUuid(id)) return "is no UUID";
  if (/^[0-9a-f]{32}$/i.test(text)) return "is a UUID without its dashes";
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text) && /^[0-9a-f-]+$/i.test(text) && id.form === "other")
    return `is a UUID of the wrong length (${text.length} characters, where 36 are needed)`;
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[^\w-]/i.test(text)
    ? "has characters behind the UUID that do not belong to it"
    : undefined;
}

function tell(facts: Facts, id: SentId, fault: string, strength: Finding["strength"]): Finding {
  const text = clip(id.text, 80);
  return {
    strength,
    confidence: strength === "proof" ? "certain" : "likely",
    evidence: [{ where: id.where, saw: JSON.stringify(text) }, ...answerEvidence(facts)],
    explanation: `The ${id.kind} id ${JSON.stringify(text)} ${fault}. Ids are UUIDs such as 7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6b, and no ${id.kind} can have this one.`,
    fixes: [
      fix(`Send the ${id.kind}'s id exactly as the API gave it, a UUID; ${JSON.stringify(text)} ${fault}.`),
      tellIdSource(id.kind),
    ],
  };
}
