import { fix } from "../../catalog/fix.js";
import { TOKEN_PREFIX } from "../../catalog/key-form.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, isBearer, isRequestKnown } from "../evidence/credential-evidence.js";
import { MINT_TOKEN } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { sampleToken } from "../evidence/sample-token.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) !== "credential" || knewCredential(naming)) return undefined;
  if (!isRequestKnown(facts)) {
    if (naming === "token_malformed")
      return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
    const open = naming === "token_invalid_or_expired" || naming === "token_invalid";
    return open ? { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) } : undefined;
  }
  const fault = isBearer(facts) ? findFault(facts) : undefined;
  if (fault === undefined) {
    return naming === "token_malformed" && facts.credential.isToken
      ? { strength: "named", confidence: "likely", evidence: answerEvidence(facts) }
      : undefined;
  }
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, fault),
    explanation: `What was sent is no whole token: it is ${fault}. A token is ${TOKEN_PREFIX} and a JWT of three parts joined by dots.`,
  };
}

/** What is wrong with the token, as a noun that never quotes it; undefined where it can be read. */
function findFault({ credential }: Facts): string | undefined {
  const { kind, isToken, token, text } = credential;
  const problem = findKeyProblem(credential);
  if (problem?.kind === "unset" || problem?.kind === "placeholder") return undefined;
  if (kind !== "token")
    return isToken ? `a JWT without the prefix ${TOKEN_PREFIX}, ${text.length} characters long` : undefined;
  if (token === null) return describeParts(text.trim().slice(TOKEN_PREFIX.length).split("."));
  return text.trim().endsWith(".") ? "a token whose signature is missing" : undefined;
}

function describeParts(parts: readonly string[]): string {
  if (parts.length === 1 && parts[0] === "") return `the prefix ${TOKEN_PREFIX} with nothing behind it`;
  if (parts.length === 3) return `${TOKEN_PREFIX} with three parts that decode to no JWT`;
  return `${TOKEN_PREFIX} with ${parts.length === 1 ? "one part" : `${parts.length} parts`}, where a JWT has three`;
}

/** What was sent is no whole token. */
export const malformed: Cause = {
  id: "token.malformed",
  title: "The token is not a whole token",
  explanation:
    "What was sent is no whole token: its JWT cannot be decoded, or it is a JWT without the prefix an_t_. It was cut, altered, or belongs to something else.",
  proof: "The credential starts with an_t_ and no JWT follows, or is a JWT without that prefix.",
  fixes: [
    MINT_TOKEN,
    fix("Pass on the member token of the answer unchanged and whole, with its prefix an_t_."),
    fix(
      "A JWT of your own login system, or one from inside a sandbox, is no token of this API: exchange it on your server.",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: ["key.mangled", "key.unknown", "token.rejected"],
  get examples() {
    return [
      {
        what: "a token whose middle was damaged",
        exchange: answeredDocumented(
          { authorization: "Bearer an_t_eyJhbGciOiJIUzI1NiJ9.%%%.x" },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "a JWT without the prefix",
        exchange: answeredJson({ authorization: `Bearer ${sampleToken({}, "")}` }, 401, { error: "Invalid API key" }),
      },
      {
        what: "a token cut after its first part",
        exchange: answeredJson({ authorization: "Bearer an_t_eyJhbGciOiJIUzI1NiJ9" }, 401, {
          error: "Invalid or expired token",
        }),
      },
    ];
  },
  find,
};
