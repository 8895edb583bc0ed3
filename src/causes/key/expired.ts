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
  if (readAuthNaming(facts) !== "key_expired") return undefined;
  return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
}

/** The key has expired. */
export const expired: Cause = {
  id: "key.expired",
  title: "The key has expired",
  explanation:
    "The server knows this key, and its time has run out. The documented answer is 401; the published server sends 403.",
  proof: "The server says that the key has expired.",
  fixes: [
    fix(`Make another key in the dashboard, ${DASHBOARD_URL}; an expired one cannot be extended here.`),
    fix("Replace it wherever the old one is stored: deployment settings, CI secrets, .env files, ~/.an/credentials."),
    CHECK_KEY,
  ],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "documented",
  beats: ["access.forbidden", "key.unknown", "key.mangled"],
  get examples() {
    return [
      { what: "an expired key", exchange: answeredJson({}, 403, { error: "API key has expired" }) },
      {
        what: "in the documented envelope",
        exchange: answeredDocumented({}, 401, "unauthorized", "Your API key expired on 2026-05-01"),
      },
    ];
  },
  find,
};
