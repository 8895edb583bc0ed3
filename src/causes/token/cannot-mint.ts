import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { USE_KEY } from "../evidence/key-fixes.js";
import { sampleToken } from "../evidence/sample-token.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  const sentToken = facts.credential.isToken;
  if (naming === "cannot_mint") return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
  const minting = facts.route?.endpoint?.id === "tokens.create" && sentToken;
  if (!minting || readRefusal(facts) !== "permission") return undefined;
  if (knewCredential(naming) && naming !== "key_required") return undefined;
  return {
    strength: "named",
    confidence: "likely",
    evidence: credentialEvidence(facts, "a token, on the endpoint that mints tokens"),
  };
}

/** A token was used to make a token. */
export const cannotMint: Cause = {
  id: "token.cannot_mint",
  title: "A token cannot make another token",
  explanation:
    "The request to mint a token carried a token in place of the API key. Only a key can mint: otherwise a short-lived token could prolong itself without end.",
  proof:
    "The server says that tokens cannot create tokens, or POST /v1/tokens was called with a token and refused with 403.",
  fixes: [
    USE_KEY,
    fix(
      "Mint tokens on your server with the API key, one for each session of a client.",
      "sandbox-errors request POST /v1/tokens",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "observed",
  beats: ["access.forbidden", "token.not_allowed_here"],
  get examples() {
    return [
      {
        what: "minting with a token",
        exchange: answeredJson(
          { path: "/v1/tokens", json: { agents: ["support"] }, authorization: `Bearer ${sampleToken()}` },
          403,
          { error: "Tokens cannot create other tokens. Use an API key." },
        ),
      },
      {
        what: "the documented envelope with a general message",
        exchange: answeredDocumented(
          { path: "/v1/tokens", json: {}, authorization: `Bearer ${sampleToken()}` },
          403,
          "forbidden",
          "Insufficient permissions",
        ),
      },
    ];
  },
  find,
};
