import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT } from "../example.js";

const UNAVAILABLE =
  /\bvault\b.{0,250}\bnot available in this workspace\b|\bvault\b.{0,250}\b(?:is archived|belongs to another)\b/i;

/** A vault of another team, or an archived one, in a chat. */
export const forbidden: Cause = {
  id: "vault.forbidden",
  title: "This vault is not yours, or is archived",
  explanation:
    "The chat names a vault that the key's team cannot use: it belongs to another team, or it is archived. The server does not say which of the two.",
  proof:
    "The code is vault_resolution_failed with the status 403, or the message says that the vault is not available.",
  fixes: [
    fix(
      "List your vaults: the one you mean must be there, and active; one that is archived or of another team is refused.",
      requestCommand("GET", "/v1/mcp/vaults"),
    ),
    fix("Use a key of the team that made the vault, or create a vault in this team.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["access.forbidden"],
  get examples() {
    return [
      {
        what: "an archived vault",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, vaultIds: [OTHER_ID] } }, 403, {
          error: { code: "vault_resolution_failed", message: `Vault "${OTHER_ID}" is not available in this workspace` },
        }),
      },
      {
        what: "a vault of another team, in the documented envelope",
        exchange: answeredDocumented(
          { path: "/v1/chat/my-agent", json: { ...SAMPLE_CHAT, vaultIds: [OTHER_ID] } },
          403,
          "vault_resolution_failed",
          "Vault resolution failed",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !hasStatus(facts, 403, 400, 404)) return undefined;
    const isNamed = UNAVAILABLE.test(facts.message);
    const isCoded = facts.code === "vault_resolution_failed" && facts.status !== 400;
    if (!isNamed && !isCoded) return undefined;
    const id = /["']([^"']{1,100})["']/.exec(facts.message)?.[1];
    return {
      strength: "named",
      confidence: isNamed || facts.status === 403 ? "certain" : "likely",
      evidence: answerEvidence(facts),
      ...(id === undefined
        ? {}
        : {
            explanation: `The key's team cannot use the vault "${clip(id)}": it belongs to another team, or it is archived.`,
          }),
    };
  },
};
