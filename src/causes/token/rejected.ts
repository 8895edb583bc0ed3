import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { type AuthNaming, knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, isBearer, isRequestKnown } from "../evidence/credential-evidence.js";
import { MINT_TOKEN } from "../evidence/key-fixes.js";
import { sampleToken } from "../evidence/sample-token.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  const refusal = readRefusal(facts);
  if (refusal === undefined) return undefined;
  if (!isRequestKnown(facts)) return findUnseen(facts, naming);
  const { kind, token } = facts.credential;
  if (!isBearer(facts) || kind !== "token" || token === null) return undefined;
  const teamless = naming === "no_team";
  if (!teamless && (refusal !== "credential" || knewCredential(naming))) return undefined;
  const team = token.teamId === null ? "names no team" : "names its team";
  return {
    strength: teamless ? "named" : "implied",
    confidence: "likely",
    evidence: credentialEvidence(facts, `a token that can be read and ${team}`),
    ...(token.teamId === null || teamless ? { explanation: TEAMLESS } : {}),
  };
}

function findUnseen(facts: Facts, naming: AuthNaming | undefined): Finding | undefined {
  if (naming === "token_invalid") return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
  return naming === "token_invalid_or_expired" || naming === "no_team"
    ? { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) }
    : undefined;
}

const TEAMLESS =
  "The token can be read and is within its time, but names no team that the server knows. It was minted with a key that has no team, or in another environment.";

/** A sound token that the server refuses. */
export const rejected: Cause = {
  id: "token.rejected",
  title: "The server does not accept this token",
  explanation:
    "The token can be read and is within its time, and the server refused it all the same. It was most likely signed for another environment (staging and production have their own secrets), or altered.",
  proof: "The request carries a readable token within its time, and was refused with 401.",
  fixes: [
    fix("Mint the token where it is used: the same base URL for POST /v1/tokens as for the request that was refused."),
    MINT_TOKEN,
    fix("Mint it with a key that belongs to a team, and pass it on unchanged.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: ["access.forbidden"],
  get examples() {
    return [
      {
        what: "a staging token sent to production",
        exchange: answeredJson({ authorization: `Bearer ${sampleToken()}` }, 401, {
          error: "Invalid or expired token",
        }),
      },
      {
        what: "the documented envelope, on a chat",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT, authorization: `Bearer ${sampleToken()}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "a token without a team",
        exchange: answeredJson({ authorization: `Bearer ${sampleToken({ team_id: undefined })}` }, 401, {
          error: "Unable to resolve team",
        }),
      },
    ];
  },
  find,
};
