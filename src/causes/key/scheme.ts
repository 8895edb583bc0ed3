import { fix } from "../../catalog/fix.js";
import type { CredentialScheme } from "../../exchange/credential.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { CHECK_KEY, SEND_BEARER } from "../evidence/key-fixes.js";
import { answeredDocumented, answeredJson, SAMPLE_ID, SAMPLE_KEY } from "../example.js";

/** What stood there in place of `Bearer` and the key, by scheme. `{word}` is the word or name that was used. */
const SENT: Readonly<Partial<Record<CredentialScheme, string>>> = {
  bearer_wrong_case: 'the word "{word}", where the server compares case and wants "Bearer"',
  bearer_twice: 'the word "Bearer" twice',
  bare: "the key alone, without the word Bearer and one space before it",
  basic: "the scheme Basic, which is for user names and passwords",
  other_scheme: 'the word "{word}" where "Bearer" belongs',
  x_api_key:
    "the key in the header {word} (which is how 21st.dev's component API takes it) and no Authorization header",
  header: "the key in the header {word} and no Authorization header",
  query: "the key in the query parameter {word} and no Authorization header",
  url: "the key as the user name of the URL and no Authorization header",
  body: "the key in the member {word} of the body and no Authorization header",
};

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  if (readRefusal(facts) === undefined || knewCredential(naming)) return undefined;
  const { scheme, schemeWord } = facts.credential;
  if (scheme === "unknown") {
    return naming === "header"
      ? { strength: "implied", confidence: "possible", evidence: answerEvidence(facts) }
      : undefined;
  }
  const sent = SENT[scheme]?.replace("{word}", (schemeWord ?? "").slice(0, 20));
  if (sent === undefined) return undefined;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: credentialEvidence(facts, sent),
    explanation: `The request carried a credential, but not as "Authorization: Bearer <key>": it has ${sent}. The server reads nothing else, so to it there was no valid key.`,
    fixes: scheme === "query" || scheme === "url" ? [...FIXES, LOGGED] : FIXES,
  };
}

const FIXES = [
  SEND_BEARER,
  fix("Where a library adds the word Bearer itself, give it the key alone; where it does not, add the word once."),
  CHECK_KEY,
];
const LOGGED = fix("Query strings end up in logs. Rotate the key if that URL went through a proxy or a log.");

/** A credential was sent in a form that the server does not read. */
export const scheme: Cause = {
  id: "key.scheme",
  title: "The key was not sent as Authorization: Bearer",
  explanation:
    "A credential was sent, but not as `Authorization: Bearer <key>`. The server reads nothing else, and compares the word Bearer with its case.",
  proof:
    "The request carries its credential bare, under another scheme or spelling, in another header, or in the query string.",
  fixes: FIXES,
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the key without the word Bearer",
        exchange: answeredJson({ authorization: SAMPLE_KEY }, 401, {
          error: "Missing or invalid Authorization header",
        }),
      },
      {
        what: "the key in x-api-key",
        exchange: answeredDocumented(
          { authorization: null, headers: { "x-api-key": SAMPLE_KEY } },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
      {
        what: "bearer in lower case",
        exchange: answeredJson({ authorization: `bearer ${SAMPLE_KEY}` }, 401, {
          error: "Missing or invalid Authorization header",
        }),
      },
      {
        what: "the key in the query string",
        exchange: answeredDocumented(
          { authorization: null, path: `/v1/sandboxes/${SAMPLE_ID}?api_key=${SAMPLE_KEY}` },
          401,
          "unauthorized",
          "Invalid or missing API key",
        ),
      },
    ];
  },
  find,
};
