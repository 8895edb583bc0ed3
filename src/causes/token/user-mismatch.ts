import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readAuthNaming } from "../evidence/auth-naming.js";
import { sampleToken } from "../evidence/sample-token.js";
import { readSentToken } from "../evidence/sent-token.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const { object } = facts.requestBody;
  const sent = object !== null && Object.hasOwn(object, "externalUserId") ? object["externalUserId"] : undefined;
  const claimed = readSentToken(facts)?.endUserId ?? null;
  const differs = typeof sent === "string" && claimed !== null && sent !== claimed && facts.status === 403;
  const named = isNamed(facts);
  if (!named && !(differs && isGeneral(facts))) return undefined;
  return {
    strength: differs ? "proof" : "named",
    confidence: "certain",
    evidence: differs
      ? [
          { where: "request.body.externalUserId", saw: `"${sent}"` },
          { where: facts.credential.where, saw: `a token whose end_user_id is "${claimed}"` },
          ...answerEvidence(facts),
        ]
      : answerEvidence(facts),
    ...(differs
      ? {
          explanation: `The request names the end user "${sent}", and the token was minted for "${claimed}". A token that names an end user speaks for no other.`,
        }
      : {}),
  };
}

function isNamed(facts: Facts): boolean {
  if (readAuthNaming(facts) === "user_mismatch") return true;
  // The published server sends the code invalid_request with it (observed).
  const refused = facts.status === 403 && facts.code === "invalid_request";
  return refused && /\bexternal[ _-]?user|\bend[ _-]?user/i.test(facts.message);
}

/** True for a 403 that gives no reason of its own. */
function isGeneral(facts: Facts): boolean {
  const general = facts.code === null || facts.code === "forbidden" || facts.code === "invalid_request";
  return general && readAuthNaming(facts) === undefined;
}

/** The request names another end user than the token. */
export const userMismatch: Cause = {
  id: "token.user_mismatch",
  title: "externalUserId is not the token's end user",
  explanation:
    "The request names one end user in externalUserId, and the token was minted for another. A token that names an end user speaks for no other.",
  proof:
    "The server says that externalUserId does not match the token, or the two differ in a request refused with 403.",
  fixes: [
    fix("Name the same user in both: externalUserId of the request and endUserId with which the token was minted."),
    fix("Or leave externalUserId out of the request: the token's end user counts then."),
    fix(
      "Mint a token for each of your users; do not share one between sessions.",
      "sandbox-errors request POST /v1/tokens -f endUserId=<your user's id>",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "observed",
  beats: ["access.forbidden", "request.invalid", "token.wrong_agent"],
  get examples() {
    return [
      {
        what: "a chat for another user than the token's",
        exchange: answeredJson(
          {
            path: "/v1/chat/support",
            json: { ...SAMPLE_CHAT, externalUserId: "user-b" },
            authorization: `Bearer ${sampleToken({ end_user_id: "user-a" })}`,
          },
          403,
          { error: { code: "invalid_request", message: "externalUserId does not match the token's end user" } },
        ),
      },
      {
        what: "a general refusal",
        exchange: answeredDocumented(
          {
            path: "/v1/chat/support",
            json: { ...SAMPLE_CHAT, externalUserId: "user-b" },
            authorization: `Bearer ${sampleToken({ end_user_id: "user-a" })}`,
          },
          403,
          "forbidden",
          "Insufficient permissions",
        ),
      },
    ];
  },
  find,
};
