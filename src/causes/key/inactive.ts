import { DASHBOARD_URL } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readAuthNaming } from "../evidence/auth-naming.js";
import { hidesReason } from "../evidence/auth-refusal.js";
import { CHECK_KEY } from "../evidence/key-fixes.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  if (hidesReason(facts)) return { strength: "fallback", confidence: "possible", evidence: answerEvidence(facts) };
  if (readAuthNaming(facts) !== "key_inactive") return undefined;
  return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
}

/** The key is inactive. */
export const inactive: Cause = {
  id: "key.inactive",
  title: "The key is inactive",
  explanation:
    "The server knows this key, and it is switched off: it was revoked, or rotated, which switches the old one off at once. The documented answer is 401; the published server sends 403.",
  proof: "The server says that the key is inactive, revoked or disabled.",
  fixes: [
    fix(`Enable the key in the dashboard, or make another one: ${DASHBOARD_URL}.`),
    fix("Replace it wherever the old one is stored: deployment settings, CI secrets, .env files, ~/.an/credentials."),
    CHECK_KEY,
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: ["access.forbidden", "key.unknown", "key.mangled"],
  get examples() {
    return [
      { what: "a key that was rotated", exchange: answeredJson({}, 403, { error: "API key is inactive" }) },
      {
        what: "the deploy API's code for it",
        exchange: answeredJson({}, 401, {
          error: "api_key_inactive",
          message: "This API key has been deactivated",
          status: 401,
        }),
      },
      {
        what: "the header is missing from the record, but the server names the key",
        exchange: answeredDocumented({ authorization: null }, 401, "unauthorized", "This API key was revoked"),
      },
    ];
  },
  find,
};
