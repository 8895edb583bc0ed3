import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { type AuthNaming, knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, describeCredential } from "../evidence/credential-evidence.js";
import { CHECK_KEY, MAKE_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) !== "credential" || knewCredential(naming)) return undefined;
  const { scheme, isToken } = facts.credential;
  if (scheme === "unknown") return findUnseen(facts, naming);
  if (scheme === "absent" && naming === "key_invalid") {
    return { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) };
  }
  if (scheme !== "bearer" || isToken || naming === "header" || naming === "key_missing") return undefined;
  const problem = findKeyProblem(facts.credential);
  if (problem !== undefined && problem.kind !== "suspicious") return undefined;
  const evidence = credentialEvidence(facts, describeCredential(facts));
  const sound = problem === undefined && facts.answeredBy !== "gateway" && facts.answeredBy !== "site";
  return sound
    ? { strength: "implied", confidence: "likely", evidence }
    : { strength: "fallback", confidence: "possible", evidence };
}

/** Without the request a wrong key is one of several possibilities, unless the server names it. */
function findUnseen(facts: Facts, naming: AuthNaming | undefined): Finding | undefined {
  if (naming === "key_invalid") return { strength: "implied", confidence: "likely", evidence: answerEvidence(facts) };
  return naming === undefined || naming === "key_invalid_or_missing"
    ? { strength: "implied", confidence: "possible", evidence: answerEvidence(facts) }
    : undefined;
}

/** A well-formed key that the server does not know. */
export const unknown: Cause = {
  id: "key.unknown",
  title: "The server does not know this key",
  explanation:
    "A key was sent in the right way, and the server refused it: it knows no such key. It was deleted or rotated, belongs to another environment, or was never made here.",
  proof: "The request carries a key of the right form as a Bearer credential, and was refused with 401.",
  fixes: [
    CHECK_KEY,
    fix(
      "Compare it with the keys in the dashboard: it may have been revoked, deleted or rotated, or belong to another team.",
    ),
    fix(
      "See that base URL and key belong together: a key of another environment is unknown here.",
      "sandbox-errors check-key --verbose",
    ),
    MAKE_KEY,
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "a well-formed key that was deleted",
        exchange: answeredDocumented({}, 401, "unauthorized", "Invalid or missing API key"),
      },
      { what: "the same, answered with one sentence", exchange: answeredJson({}, 401, { error: "Invalid API key" }) },
    ];
  },
  find,
};
