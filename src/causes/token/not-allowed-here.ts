import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { CHECK_KEY, USE_KEY } from "../evidence/key-fixes.js";
import { sampleToken } from "../evidence/sample-token.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (naming === "key_required") return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
  const { isToken } = facts.credential;
  // The endpoint wants to know who asks; a token from inside a sandbox names nobody (observed).
  if (naming === "no_requester") return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
  if (!isToken || naming !== undefined || readRefusal(facts) !== "permission") return undefined;
  if (facts.route?.endpoint?.auth !== "key") return undefined;
  return {
    strength: "implied",
    confidence: "likely",
    evidence: credentialEvidence(facts, "a token, on an endpoint that takes only API keys"),
  };
}

/** An endpoint that wants an API key got a token. */
export const notAllowedHere: Cause = {
  id: "token.not_allowed_here",
  title: "This endpoint takes an API key, not a token",
  explanation:
    "The request carried a short-lived token, and this endpoint wants the API key itself. Vaults, and whatever acts in somebody's name, are closed to tokens.",
  proof:
    "The server says that an API key is required, or a token was refused with 403 on an endpoint that takes only keys.",
  fixes: [USE_KEY, CHECK_KEY],
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "observed",
  beats: ["access.forbidden", "token.malformed", "key.unknown"],
  get examples() {
    return [
      {
        what: "listing vaults with a token",
        exchange: answeredJson({ path: "/v1/mcp/vaults", authorization: `Bearer ${sampleToken()}` }, 403, {
          error: "api_key_required",
          message: "Vault management requires an API key",
          status: 403,
        }),
      },
      {
        what: "the same with a general refusal",
        exchange: answeredDocumented(
          { path: "/v1/mcp/vaults", authorization: `Bearer ${sampleToken()}` },
          403,
          "forbidden",
          "Insufficient permissions",
        ),
      },
    ];
  },
  find,
};
