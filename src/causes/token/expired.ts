import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, isRequestKnown } from "../evidence/credential-evidence.js";
import { MINT_TOKEN } from "../evidence/key-fixes.js";
import { sampleToken } from "../evidence/sample-token.js";
import { expiredForMs, readSentToken, validInMs, writeClaimTime, writeStretch } from "../evidence/sent-token.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT, SAMPLE_TIME } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) === undefined || knewCredential(naming)) return undefined;
  const claims = readSentToken(facts);
  if (claims?.expiresAt != null) {
    const age = expiredForMs(claims, facts.at);
    if (age !== null) return describe(facts, claims.expiresAt, age);
  }
  const named = naming === "token_expired";
  if (!named && naming !== "token_invalid_or_expired") return undefined;
  if (!isRequestKnown(facts)) return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
  if (!facts.credential.isToken || (claims !== null && validInMs(claims, facts.at) !== null)) return undefined;
  // The server's clock decides; a token whose time we cannot read, or that runs out by ours only later, may be over by its.
  return named
    ? { strength: "named", confidence: "likely", evidence: answerEvidence(facts) }
    : facts.at === null
      ? { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) }
      : undefined;
}

function describe(facts: Facts, expiresAt: number, ageMs: number): Finding {
  const when = writeClaimTime(expiresAt);
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, `a token whose exp is ${when}`),
    explanation: `The token ran out at ${when}, ${writeStretch(ageMs)} before this request. A token lives one hour unless expiresIn says otherwise, and a day at most.`,
    fixes: [
      fix(`The token expired at ${when}: mint a new one with your API key.`, MINT_TOKEN.command),
      ...FIXES.slice(1),
    ],
  };
}

const FIXES = [
  MINT_TOKEN,
  fix(
    "Have the client fetch a fresh token before the old one runs out (expiresAt in the answer says when), and again after a 401.",
  ),
  fix(
    'Where one hour is too short, ask for longer: expiresIn takes "30m", "12h" or "1d"; one day is the most, and other texts silently mean one hour.',
  ),
];

/** A token was sent after its time. */
export const expired: Cause = {
  id: "token.expired",
  title: "The token has expired",
  explanation:
    "The token's time ran out before this request. A token lives one hour unless expiresIn says otherwise, and a day at most; it cannot be extended.",
  proof: "The exp claim of the token that was sent is not after the time of the request, and the request was refused.",
  fixes: FIXES,
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: ["token.malformed", "token.rejected", "key.mangled", "access.forbidden"],
  get examples() {
    return [
      {
        what: "a chat with a token from two hours ago",
        exchange: answeredJson(
          {
            path: "/v1/chat/support",
            json: SAMPLE_CHAT,
            authorization: `Bearer ${sampleToken({ iat: SAMPLE_TIME / 1000 - 7200, exp: SAMPLE_TIME / 1000 - 3600 })}`,
          },
          401,
          { error: "Invalid or expired token" },
        ),
      },
      {
        what: "the documented envelope",
        exchange: answeredDocumented(
          { authorization: `Bearer ${sampleToken({ exp: SAMPLE_TIME / 1000 })}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
    ];
  },
  find,
};
