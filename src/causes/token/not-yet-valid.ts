import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, isRequestKnown } from "../evidence/credential-evidence.js";
import { MINT_TOKEN } from "../evidence/key-fixes.js";
import { sampleToken } from "../evidence/sample-token.js";
import { readSentToken, validInMs, writeStretch } from "../evidence/sent-token.js";
import { answeredDocumented, answeredJson, SAMPLE_TIME } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) === undefined || knewCredential(naming)) return undefined;
  const claims = readSentToken(facts);
  const early = claims === null ? null : validInMs(claims, facts.at);
  if (early === null) {
    const told = naming === "token_not_yet_valid" && (facts.credential.isToken || !isRequestKnown(facts));
    return told ? { strength: "named", confidence: "likely", evidence: answerEvidence(facts) } : undefined;
  }
  const stretch = writeStretch(early);
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, `a token that is valid from ${stretch} after this request on`),
    explanation: `By its own claims the token becomes valid ${stretch} after this request was sent. The clock of the machine that minted it and the clock of this one differ by about that much.`,
    fixes: [
      fix(
        `Set the clocks: the one that minted the token and this one are about ${stretch} apart.`,
        "timedatectl status",
      ),
      MINT_TOKEN,
    ],
  };
}

/** A token was sent before its time. */
export const notYetValid: Cause = {
  id: "token.not_yet_valid",
  title: "The token is not valid yet",
  explanation:
    "By its own claims the token becomes valid after this request was sent. The clock of the machine that minted it and the clock of this one differ.",
  proof: "The iat or nbf claim of the token lies after the time of the request.",
  fixes: [
    fix("Set the clocks of the machine that mints tokens and of the one that uses them.", "timedatectl status"),
    MINT_TOKEN,
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "inferred",
  beats: ["token.malformed", "token.rejected", "token.expired", "key.mangled", "access.forbidden"],
  get examples() {
    return [
      {
        what: "a token from a machine whose clock is an hour fast",
        exchange: answeredJson(
          {
            authorization: `Bearer ${sampleToken({ iat: SAMPLE_TIME / 1000 + 3600, exp: SAMPLE_TIME / 1000 + 7200 })}`,
          },
          401,
          { error: "Invalid or expired token" },
        ),
      },
      {
        what: "a token with nbf",
        exchange: answeredDocumented(
          { authorization: `Bearer ${sampleToken({ nbf: SAMPLE_TIME / 1000 + 900 })}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
    ];
  },
  find,
};
