import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { nameEndpoint } from "../evidence/endpoint-words.js";
import { readOtherThing, saysMissing } from "../evidence/missing-resource.js";
import { clip, listWords } from "../evidence/quote-value.js";
import { readSentIds } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

/** Something that the request names does not exist; nothing tells what. */
export const notFound: Cause = {
  id: "resource.not_found",
  title: "Something the request names does not exist",
  explanation:
    "The server cannot find a resource that the request names, and does not say which. It may be deleted, belong to another team, or never have existed.",
  proof: "The answer is a 404 and names no kind of resource.",
  fixes: [
    fix(
      "Check the ids of the request one by one, the first in the path first.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>'",
    ),
    fix("Check that the key belongs to the team that made them.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "a chat that names an agent, a sandbox and a thread",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, threadId: OTHER_ID } },
          404,
          "not_found",
          "The specified resource does not exist",
        ),
      },
      {
        what: "a resource of an unknown kind",
        exchange: answeredJson({ path: `/v1/chat/support/${SAMPLE_ID}/stream` }, 404, {
          error: { code: "stream_not_found", message: "Nothing here" },
        }),
      },
      {
        what: "a branch that the request names beside the sandbox",
        exchange: answeredDocumented(
          { path: `/v1/sandboxes/${SAMPLE_ID}/git/create-pr`, json: { baseBranch: "develop" } },
          404,
          "not_found",
          'Base branch "develop" does not exist',
        ),
      },
    ];
  },
  find(facts) {
    const isBare = facts.status === 404 && facts.code === null && facts.envelope.shape !== "html";
    if (!reportsError(facts) || (!saysMissing(facts) && !isBare)) return undefined;
    const other = readOtherThing(facts);
    return {
      strength: "fallback",
      confidence: facts.code === null && facts.route === null ? "possible" : "likely",
      evidence: answerEvidence(facts),
      ...(other === undefined ? tellIds(facts) : tellThing(other)),
    };
  },
};

/** The message names what is missing, and it is nothing that the path names. */
function tellThing(other: string): Pick<Cause, "explanation" | "fixes"> {
  const thing = clip(other, 120);
  return {
    explanation: `The server looked for the ${thing}, and there is none. The sandbox and whatever else the path names were found.`,
    fixes: [
      fix(`Check the ${thing} that the request names: its spelling, and whether it exists where the server looks.`),
      fix("Check that the key belongs to the team that made it.", "sandbox-errors check-key"),
    ],
  };
}

function tellIds(facts: Facts): Partial<Pick<Cause, "explanation" | "fixes">> {
  const sent = readSentIds(facts);
  const ids = sent.map((id) => `the ${id.kind} "${clip(id.text, 60)}"`);
  if (ids.length === 0) return {};
  const isSandbox = sent[0]?.kind === "sandbox";
  return {
    explanation: `${nameEndpoint(facts)} names ${listWords(ids)}, and the server cannot find one of them. It may be deleted, belong to another team, or never have existed.`,
    fixes: [
      fix(
        `Check ${listWords(ids)}, one by one.`,
        isSandbox ? "sandbox-errors request GET '/v1/sandboxes/<sandbox id>'" : null,
      ),
      fix("Check that the key belongs to the team that made them.", "sandbox-errors check-key"),
    ],
  };
}
