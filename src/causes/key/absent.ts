import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { type AuthNaming, knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { CHECK_KEY, KEY_SOURCES, SET_KEY } from "../evidence/key-fixes.js";
import { findKeyProblem } from "../evidence/key-problem.js";
import { answeredDocumented, answeredJson } from "../example.js";

/** Namings by which the server says that it received something. */
const RECEIVED: ReadonlySet<AuthNaming | undefined> = new Set<AuthNaming>([
  "key_invalid",
  "token_invalid",
  "token_expired",
  "token_malformed",
  "token_not_yet_valid",
  "token_invalid_or_expired",
]);

function find(facts: Facts): Finding | undefined {
  const refusal = readRefusal(facts);
  const naming = readAuthNaming(facts);
  if (refusal === undefined || knewCredential(naming)) return undefined;
  const { scheme } = facts.credential;
  if (scheme === "absent") {
    const evidence = credentialEvidence(facts, "no header, and no key elsewhere in the request");
    const proven = refusal === "credential" && !RECEIVED.has(naming);
    return proven
      ? { strength: "proof", confidence: "certain", evidence }
      : { strength: "implied", confidence: "likely", evidence };
  }
  return scheme === "unknown" ? findUnseen(facts, naming) : findLost(facts, naming);
}

/** The request is unknown: the server's words decide how much speaks for a missing key. */
function findUnseen(facts: Facts, naming: AuthNaming | undefined): Finding | undefined {
  const evidence = answerEvidence(facts);
  if (naming === "key_missing") return { strength: "named", confidence: "likely", evidence };
  if (naming === "header") return { strength: "named", confidence: "possible", evidence };
  const open = naming === undefined || naming === "key_invalid_or_missing";
  return open && readRefusal(facts) === "credential"
    ? { strength: "fallback", confidence: "possible", evidence }
    : undefined;
}

/** A sound header was sent and the server says that there was none: it was lost on the way. */
function findLost(facts: Facts, naming: AuthNaming | undefined): Finding | undefined {
  const says = naming === "header" || naming === "key_missing";
  if (!says || facts.credential.scheme !== "bearer" || findKeyProblem(facts.credential) !== undefined) return undefined;
  return {
    strength: "implied",
    confidence: "likely",
    evidence: credentialEvidence(facts, "a Bearer header of the right form"),
    explanation:
      "The request carried an Authorization header of the right form, but the server says that it got none. Something between you and the API removed it: a proxy, or a redirect to another host.",
    fixes: [
      fix(
        "Send the request straight to the API, without a redirect; clients drop Authorization when the host changes.",
      ),
      fix("Look for a proxy or gateway that removes the header.", "sandbox-errors check-key --verbose"),
    ],
  };
}

/** No credential was sent at all. */
export const absent: Cause = {
  id: "key.absent",
  title: "The request carried no API key",
  explanation:
    "The request has no Authorization header, and no key anywhere else. Every endpoint but /health needs one, so the server refused it before looking at anything else.",
  proof:
    "The request has no Authorization header and no credential in another header or in the query string, and was refused.",
  fixes: [
    fix(`Give a key. This program looks at ${KEY_SOURCES}; the first that is set wins.`),
    SET_KEY,
    fix('In code of your own, send the header "Authorization: Bearer <key>" with every request.'),
    CHECK_KEY,
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "a request without an Authorization header",
        exchange: answeredDocumented({ authorization: null }, 401, "unauthorized", "Invalid or missing API key"),
      },
      {
        what: "the same, answered with one sentence",
        exchange: answeredJson({ authorization: null, path: "/v1/tokens", json: {} }, 401, {
          error: "Missing or invalid Authorization header",
        }),
      },
    ];
  },
  find,
};
