import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { readRefusedKey } from "../evidence/header-rejection.js";
import { CHECK_KEY, MAKE_KEY, SET_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const unsent = readRefusedKey(facts);
  const isRefused = readRefusal(facts) !== undefined || unsent !== undefined;
  if (!isRefused || knewCredential(readAuthNaming(facts))) return undefined;
  const problem = unsent?.problem ?? findKeyProblem(facts.credential);
  if (problem?.kind !== "placeholder") return undefined;
  return { strength: "proof", confidence: "certain", evidence: credentialEvidence(facts, problem.what) };
}

/** Sample text was sent for a key. */
export const placeholder: Cause = {
  id: "key.placeholder",
  title: "The key is sample text from an example",
  explanation:
    "Where the key belongs stands sample text, as examples and templates have it. It was copied without being replaced by a key of your own.",
  proof: "The credential is text such as <your_api_key> or YOUR_API_KEY, alone or behind a real prefix.",
  fixes: [MAKE_KEY, SET_KEY, CHECK_KEY],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "inferred",
  beats: [
    "key.mangled",
    "key.scheme",
    "key.unknown",
    "key.foreign",
    "token.malformed",
    "token.rejected",
    "access.forbidden",
  ],
  get examples() {
    return [
      {
        what: "a line copied from a page",
        exchange: answeredDocumented(
          { authorization: "Bearer <your_api_key>" },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "the prefix as the documentation shows it",
        exchange: answeredJson({ authorization: "Bearer 21st_sk_..." }, 401, { error: "Invalid API key" }),
      },
      {
        what: "the sample line of a template's .env file",
        exchange: answeredJson({ authorization: "Bearer YOUR_API_KEY" }, 401, { error: "Invalid API key" }),
      },
    ];
  },
  find,
};
