import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { readRefusedKey } from "../evidence/header-rejection.js";
import { CHECK_KEY, MAKE_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const unsent = readRefusedKey(facts);
  const isRefused = readRefusal(facts) !== undefined || unsent !== undefined;
  if (!isRefused || knewCredential(readAuthNaming(facts))) return undefined;
  const problem = unsent?.problem ?? findKeyProblem(facts.credential);
  if (problem?.kind !== "foreign" || problem.subject === null) return undefined;
  const service = problem.subject;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, problem.what),
    explanation: `The key that was sent looks like a key of ${service}: ${problem.what}. This API takes only its own keys, which start with 21st_sk_ (older ones with an_sk_), and tokens that start with an_t_.`,
    fixes: fixesFor(service),
  };
}

function fixesFor(service: string): readonly Fix[] {
  return [
    fix(
      `Do not send a key of ${service} here. Find the variable that holds it, and use the one that holds your 21st key.`,
    ),
    MAKE_KEY,
    CHECK_KEY,
    fix(`The key of ${service} has now been sent to somebody else's server: think about replacing it there.`),
  ];
}

/** The key of another service was sent. */
export const foreign: Cause = {
  id: "key.foreign",
  title: "The key belongs to another service",
  explanation:
    "The key that was sent has the prefix of another service. This API takes only its own keys, which start with 21st_sk_ (older ones with an_sk_), and tokens that start with an_t_.",
  proof: "The credential starts with a prefix that another service gives to its keys.",
  fixes: fixesFor("another service"),
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "inferred",
  beats: ["key.mangled", "key.scheme", "key.unknown", "access.forbidden"],
  get examples() {
    return [
      {
        what: "a key of a model provider",
        exchange: answeredJson({ authorization: `Bearer sk-ant-api03-${"A".repeat(40)}` }, 401, {
          error: "Invalid API key",
        }),
      },
      {
        what: "a token of a code host",
        exchange: answeredDocumented(
          { authorization: `Bearer ghp_${"a1".repeat(18)}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
    ];
  },
  find,
};
