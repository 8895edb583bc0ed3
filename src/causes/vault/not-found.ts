import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { impliesMissing, namesMissing } from "../evidence/missing-resource.js";
import { clip, listWords } from "../evidence/quote-value.js";
import { requestCommand } from "../evidence/request-command.js";
import { readSentIds } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_ID } from "../example.js";

/** The team has no such vault or credential. */
export const notFound: Cause = {
  id: "vault.not_found",
  title: "No such vault or credential",
  explanation:
    "The key's team has no vault, or the vault no credential, with the id that was sent. Archived vaults count as not found where something is to be added to them.",
  proof: "The answer is a 404 on a vault endpoint, or names a vault or a credential.",
  fixes: [
    fix(
      "List your vaults with their credentials and their status: ids, and what is archived.",
      requestCommand("GET", "/v1/mcp/vaults"),
    ),
    fix(
      "Is the vault archived? Create another: nothing can be added to an archived one.",
      requestCommand("POST", "/v1/mcp/vaults", { name: "Team vault" }),
    ),
    fix("Check that the key belongs to the team that made it.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "newer_page",
  get examples() {
    return [
      {
        what: "a change of an unknown vault",
        exchange: answeredJson({ method: "PATCH", path: `/v1/mcp/vaults/${OTHER_ID}`, json: { name: "y" } }, 404, {
          error: "not_found",
          message: "Vault not found",
          status: 404,
        }),
      },
      {
        what: "an unknown credential, in the documented envelope",
        exchange: answeredDocumented(
          { method: "DELETE", path: `/v1/mcp/vaults/${OTHER_ID}/credentials/${SAMPLE_ID}` },
          404,
          "not_found",
          "The specified resource does not exist",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = namesMissing(facts, "vault") || namesMissing(facts, "credential");
    const isImplied = impliesMissing(facts, "vault") || impliesMissing(facts, "credential");
    if (!isNamed && !isImplied) return undefined;
    return {
      strength: isNamed ? "named" : "implied",
      confidence: "likely",
      evidence: [...sentIds(facts), ...answerEvidence(facts)],
      ...wording(facts),
    };
  },
};

function sentIds(facts: Facts): { readonly where: string; readonly saw: string }[] {
  return readSentIds(facts).map((id) => ({ where: id.where, saw: clip(id.text, 80) }));
}

function wording(facts: Facts): { readonly explanation?: string } {
  const names = readSentIds(facts).map((id) => `${id.kind} "${clip(id.text, 80)}"`);
  if (names.length === 0) return {};
  return {
    explanation: `The key's team has no ${listWords(names, "with the")}. It was deleted, is archived, or belongs to another team.`,
  };
}
