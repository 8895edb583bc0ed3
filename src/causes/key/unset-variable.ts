import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, isRequestKnown } from "../evidence/credential-evidence.js";
import { readRefusedKey } from "../evidence/header-rejection.js";
import { CHECK_KEY, KEY_SOURCES, SET_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem, type KeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const refusedByClient = readRefusedKey(facts);
  if (refusedByClient?.problem?.kind === "unset") return describe(facts, refusedByClient.problem);
  const naming = readAuthNaming(facts);
  const refusal = readRefusal(facts);
  if (refusal === undefined || knewCredential(naming)) return undefined;
  if (!isRequestKnown(facts)) {
    const open = naming === undefined || naming === "header" || naming.startsWith("key_");
    return open && refusal === "credential"
      ? { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) }
      : undefined;
  }
  const problem = findKeyProblem(facts.credential);
  return problem?.kind === "unset" ? describe(facts, problem) : undefined;
}

function describe(facts: Facts, problem: KeyProblem): Finding {
  const { subject, what } = problem;
  const source = subject === null ? "The variable that should hold the key was" : `The variable ${subject} was`;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, what),
    explanation: `Where the key belongs there is none: ${what}. ${source} not set, or not expanded, where the request was made.`,
    fixes: fixesFor(subject, what),
  };
}

const TEXT_SENT = /the text "[^"]{1,40}"/;

function fixesFor(name: string | null, what: string) {
  const sent = TEXT_SENT.exec(what)?.[0];
  const seen = sent === undefined ? "" : `, so that ${sent} was sent`;
  return [
    name === null
      ? fix(
          `The variable that should hold the key was not set${seen}: set it where the request is made.`,
          SET_KEY.command,
        )
      : fix(
          `The variable ${name} was not set or not expanded: set ${name} where the request is made.`,
          `export ${name}=<your key>`,
        ),
    fix(
      "Check how it is expanded: double quotes in a shell (single quotes keep $NAME as it is), process.env in code, and the .env file loaded before the client is made.",
    ),
    fix(`This program looks at ${KEY_SOURCES}.`, "sandbox-errors check-key"),
  ];
}

/** The text of a variable without a value was sent for a key. */
export const unsetVariable: Cause = {
  id: "key.unset_variable",
  title: "The key's variable was not set or not expanded",
  explanation:
    "Where the key belongs stands the text of a variable that has no value: nothing, `undefined`, `null`, or the variable's own name. The variable was not set, or not expanded, where the request was made.",
  proof: "The credential is empty, a word such as undefined, null or None, or an unexpanded reference such as $NAME.",
  fixes: [SET_KEY, ...fixesFor(null, "").slice(1, 2), CHECK_KEY],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: [
    "key.absent",
    "key.scheme",
    "key.placeholder",
    "key.mangled",
    "key.unknown",
    "token.malformed",
    "token.rejected",
    "access.forbidden",
  ],
  get examples() {
    return [
      {
        what: "an SDK client made with process.env.API_KEY_21ST, which was not set",
        exchange: answeredJson({ authorization: "Bearer undefined" }, 401, { error: "Invalid API key" }),
      },
      {
        what: "a shell variable in single quotes",
        exchange: answeredDocumented(
          { authorization: "Bearer $SANDBOX_API_KEY" },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "an empty variable: Bearer and nothing behind it",
        exchange: answeredJson({ authorization: "Bearer" }, 401, { error: "Missing or invalid Authorization header" }),
      },
    ];
  },
  find,
};
