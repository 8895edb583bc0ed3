import { fix } from "../../catalog/fix.js";
import { readIdForm } from "../../catalog/id-form.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { requestCommand } from "../evidence/request-command.js";
import { quotesQuery } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

const FORMAT_WORDS = /\bnot a valid vault id\b|\binvalid vault id\b|\bvault ?ids?\b.{0,60}\buuid\b/i;

/** A vault id in `vaultIds` that no vault can have. */
export const vaultIdFormat: Cause = {
  id: "request.vault_id_format",
  title: "A vault id is not a UUID",
  explanation:
    "vaultIds takes ids of vaults, and those are UUIDs (version 4). Sample ids such as vault_123, names and slugs are refused before any vault is looked up.",
  proof: "A text in vaultIds is no UUID, or the message calls a vault id invalid.",
  fixes: [
    fix("List your vaults and copy the id, a UUID, of the one you mean.", requestCommand("GET", "/v1/mcp/vaults")),
    fix("Leave vaultIds out where the agent needs no vault."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: [
    "resource.placeholder_id",
    "resource.malformed_id",
    "resource.wrong_id_kind",
    "resource.not_found",
    "vault.not_found",
    "vault.forbidden",
    "request.invalid",
    "request.validation",
    "request.wrong_type",
  ],
  get examples() {
    return [
      {
        what: "the sample id of the guides",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, vaultIds: ["vault_123"] } }, 400, {
          error: { code: "vault_resolution_failed", message: 'Vault "vault_123" is not a valid vault id' },
        }),
      },
      {
        what: "a vault's name instead of its id",
        exchange: answeredDocumented(
          { path: "/v1/chat/my-agent", json: { ...SAMPLE_CHAT, vaultIds: ["team vault"] } },
          400,
          "invalid_request",
          "The request body is malformed or missing required fields",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !hasStatus(facts, 400, 422, 500)) return undefined;
    const isNamed =
      FORMAT_WORDS.test(facts.message) || (facts.code === "vault_resolution_failed" && facts.status === 400);
    const wrong = findWrongId(facts);
    const isRefused = isNamed || quotesQuery(facts) || (refusesRequest(facts) && !blamesOther(facts));
    if (wrong !== undefined && isRefused) {
      const id = clip(wrong.id, 60);
      return {
        strength: "proof",
        confidence: isNamed ? "certain" : "likely",
        evidence: [{ where: `request.body.vaultIds.${wrong.index}`, saw: id }, ...answerEvidence(facts)],
        explanation: `vaultIds holds "${id}", which is no UUID (version 4), and every vault's id is one. The server refuses it before it looks for the vault.`,
        fixes: [
          fix(
            `Replace "${id}" by the vault's id, a UUID: the list of your vaults has it.`,
            requestCommand("GET", "/v1/mcp/vaults"),
          ),
          fix("Leave vaultIds out where the agent needs no vault."),
        ],
      };
    }
    const hasGoodIds = facts.requestBody.object !== null && Object.hasOwn(facts.requestBody.object, "vaultIds");
    if (!isNamed || hasGoodIds) return undefined;
    return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
  },
};

/** True where the message finds fault with something else. */
function blamesOther(facts: Facts): boolean {
  return /\b(?:sandboxId|threadId|messages?|agent|options|mode|externalUserId)\b/.test(facts.message);
}

function findWrongId(facts: Facts): { readonly id: string; readonly index: number } | undefined {
  if (facts.route?.endpoint?.id !== "chat.send") return undefined;
  const body = facts.requestBody.object ?? {};
  const ids: unknown = Object.hasOwn(body, "vaultIds") ? body["vaultIds"] : undefined;
  if (!Array.isArray(ids)) return undefined;
  const list: readonly unknown[] = ids;
  const index = list.findIndex((id) => typeof id === "string" && readIdForm(id) !== "uuid");
  const id = list[index];
  return typeof id === "string" ? { id, index } : undefined;
}
