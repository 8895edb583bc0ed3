import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { nameEndpoint, tellFields } from "../evidence/endpoint-words.js";
import { speaksOfLimit } from "../evidence/named-field.js";
import { clip } from "../evidence/quote-value.js";
import { crashedOnValue, refusesRequest } from "../evidence/refused-request.js";
import { requestCommand } from "../evidence/request-command.js";
import { quotesQuery } from "../evidence/sent-id.js";
import { findBrokenLimit, VAULT_LIMITS } from "../evidence/vault-limits.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_ID } from "../example.js";

/** What the vault routes say in a 500 for which the caller is to blame (observed). */
const RULE_WORDS =
  /\b(?:required|requires|must|invalid|not (?:a )?valid|unsupported|not supported|only|not allowed|cannot be|expected|blank|empty)\b/i;

/** A value breaks a limit or a rule of the endpoint. */
export const validation: Cause = {
  id: "request.validation",
  title: "A value breaks a limit or rule of the endpoint",
  explanation:
    "The field is there and has the right type, but breaks a limit of length, size or count, or a rule that several fields must keep together. Some of these rules are answered with a 500, although the request is to blame.",
  proof: "The code is validation_error, or the message names a limit, or a vault endpoint says what it requires.",
  fixes: [
    fix(
      `Keep to the limits of vaults and credentials: ${VAULT_LIMITS}.`,
      requestCommand("POST", "/v1/mcp/vaults", { name: "Team vault" }),
    ),
    fix("To change serverUrl, create another credential and archive the old one."),
  ],
  retry: "never",
  severity: "error",
  code: "validation_error",
  provenance: "newer_page",
  beats: ["request.invalid", "server.internal"],
  get examples() {
    return [
      {
        what: "a vault's name that is too long",
        exchange: answeredJson({ path: "/v1/mcp/vaults", json: { name: "x".repeat(201) } }, 400, {
          error: "validation_error",
          message: "name must be at most 200 characters",
          status: 400,
        }),
      },
      {
        what: "a blank bearer token, answered with a 500",
        exchange: answeredJson(
          {
            path: `/v1/mcp/vaults/${OTHER_ID}/credentials`,
            json: { serverUrl: "https://mcp.example.com/mcp", auth: { type: "bearer", token: " " } },
          },
          500,
          { error: "internal_error", message: "Bearer token is required", status: 500 },
        ),
      },
      {
        what: "a change of the server's URL, in the documented envelope",
        exchange: answeredDocumented(
          {
            method: "PATCH",
            path: `/v1/mcp/vaults/${OTHER_ID}/credentials/${SAMPLE_ID}`,
            json: { serverUrl: "https://other.example.com/mcp" },
          },
          400,
          "validation_error",
          "serverUrl is immutable",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !isAboutRules(facts)) return undefined;
    const limit = isVaultRoute(facts) ? findBrokenLimit(facts.requestBody.object ?? {}) : undefined;
    const evidence = answerEvidence(facts);
    if (limit === undefined) {
      const advice = isVaultRoute(facts) || facts.route === null ? {} : adviseByMessage(facts);
      return { strength: "named", confidence: "likely", evidence, ...advice };
    }
    return {
      strength: "named",
      confidence: "certain",
      evidence: [{ where: limit.where, saw: limit.saw }, ...evidence],
      explanation: `The request breaks a rule of this endpoint: ${limit.limit}. What was sent there: ${limit.saw}.`,
      fixes: [
        fix(`Mend ${limit.where.slice("request.body.".length)}: ${limit.limit}.`, null),
        fix(`All limits of vaults and credentials: ${VAULT_LIMITS}.`),
      ],
    };
  },
};

/** What the message says, and the endpoint's fields; the limits of vaults say nothing about other endpoints. */
function adviseByMessage(facts: Facts): Pick<Cause, "fixes"> {
  const told = facts.message === "" ? "the answer does not say which limit or rule" : clip(facts.message, 200);
  const endpoint = facts.route?.endpoint ?? null;
  return {
    fixes: [
      fix(`Keep to the limit or rule that the message names: ${told}`.replace(/\.?$/, ".")),
      ...(endpoint === null ? [] : [fix(`${nameEndpoint(facts)}. ${tellFields(endpoint)}`.trim())]),
    ],
  };
}

function isAboutRules(facts: Facts): boolean {
  if (/^validation_(?:error|failed)$/i.test(facts.code ?? "")) return hasStatus(facts, 400, 422, 500);
  if (facts.status === 422 && facts.code === null) return true;
  if (refusesRequest(facts) && speaksOfLimit(facts.message)) return true;
  const isUnseen = facts.route === null && (facts.status === null || facts.status === 500);
  if (isUnseen && (facts.code === null || facts.code === "internal_error")) return VAULT_SENTENCE.test(facts.message);
  if (!isVaultRoute(facts) || facts.status !== 500 || facts.envelope.shape === "html") return false;
  return RULE_WORDS.test(facts.message) && !crashedOnValue(facts) && !quotesQuery(facts);
}

/** The vault routes' own sentences, where nothing but the message is known. */
const VAULT_SENTENCE = /^(?:Bearer token is required|OAuth \w+ requires\b|serverUrl must use\b)/;

function isVaultRoute(facts: Facts): boolean {
  return /^\/v1\/mcp\/vaults(?:\/|$)/.test(facts.target?.path ?? "") && facts.requestBody.kind !== "absent";
}
