import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence, describeCredential, isBearer, isRequestKnown } from "../evidence/credential-evidence.js";
import { readRefusedKey } from "../evidence/header-rejection.js";
import { CHECK_KEY, MAKE_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson, SAMPLE_KEY, unanswered } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const refused = findRefusedByClient(facts);
  if (refused !== undefined) return refused;
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) !== "credential" || knewCredential(naming)) return undefined;
  if (!isRequestKnown(facts)) {
    return naming === "key_invalid"
      ? { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) }
      : undefined;
  }
  const problem = isBearer(facts) ? findKeyProblem(facts.credential) : undefined;
  if (problem === undefined || (problem.kind !== "mangled" && problem.kind !== "suspicious")) return undefined;
  return {
    strength: problem.kind === "mangled" ? "proof" : "implied",
    confidence: problem.kind === "mangled" ? "certain" : "likely",
    evidence: credentialEvidence(facts, `${describeCredential(facts)}: ${problem.what}`),
    explanation: `The text of the key is damaged: ${problem.what}. The server compares it character by character and trims nothing, so it knows no such key.`,
    fixes: fixesFor(problem.what),
  };
}

/** A client never sends a header with such a character: there is no answer, only the client's message. */
function findRefusedByClient(facts: Facts): Finding | undefined {
  const refused = readRefusedKey(facts);
  if (refused === undefined || (refused.problem !== undefined && refused.problem.kind !== "mangled")) return undefined;
  const { what, seen } = refused;
  const told = facts.exchange.failure === null ? "response.body.error" : "network.message";
  return {
    strength: seen ? "proof" : "named",
    confidence: seen ? "certain" : "likely",
    evidence: [{ where: told, saw: `the client refused ${what}` }],
    explanation: `The HTTP client refused to send the header, because the key holds ${what}. Nothing reached the API. It is often an ellipsis of a shortened key, a typographic quote or a line break.`,
    fixes: fixesFor(what),
  };
}

function fixesFor(what: string): readonly Fix[] {
  return [
    fix(`Mend the key where it is stored: ${what}.`),
    fix(
      "Copy the key again, whole and alone: no quotes, spaces or line breaks around it, and not from a display that shortens it.",
    ),
    CHECK_KEY,
    MAKE_KEY,
  ];
}

/** The key was damaged on its way from the dashboard to the request. */
export const mangled: Cause = {
  id: "key.mangled",
  title: "The key's text is damaged",
  explanation:
    "The credential looks like a key, but its text holds what no key holds, or is too short or too long. The server compares it character by character and trims nothing, so it knows no such key.",
  proof:
    "The credential holds quotes, spaces, line breaks, invisible characters or digits that are not hex, or has the wrong length.",
  fixes: [
    fix(
      "Mend the key where it is stored: quotes, spaces, line breaks, invisible characters and a cut end are the usual faults.",
    ),
    ...fixesFor("").slice(1),
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "quotes that an .env file kept",
        exchange: answeredJson({ authorization: `Bearer "${SAMPLE_KEY}"` }, 401, { error: "Invalid API key" }),
      },
      {
        what: "a key that lost its last characters",
        exchange: answeredDocumented(
          { authorization: `Bearer ${SAMPLE_KEY.slice(0, -5)}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "two spaces after Bearer",
        exchange: answeredJson({ authorization: `Bearer  ${SAMPLE_KEY}` }, 401, { error: "Invalid API key" }),
      },
      {
        what: "a line break within the key: fetch refuses the header, and quotes it",
        exchange: unanswered(
          {
            kind: "other",
            message: `TypeError: Headers.append: "Bearer ${SAMPLE_KEY.slice(0, 40)}\n${SAMPLE_KEY.slice(40)}" is an invalid header value.`,
          },
          { authorization: `Bearer ${SAMPLE_KEY.slice(0, 40)}\n${SAMPLE_KEY.slice(40)}` },
        ),
      },
    ];
  },
  find,
};
