import { DASHBOARD_URL } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readAuthNaming } from "../evidence/auth-naming.js";
import { isRequestKnown } from "../evidence/credential-evidence.js";
import { CHECK_KEY } from "../evidence/key-fixes.js";
import { answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  if (readAuthNaming(facts) !== "no_team" || facts.credential.isToken) return undefined;
  // "Unable to resolve team" is said of tokens too; without the request nobody knows which was sent.
  const confidence = isRequestKnown(facts) && facts.credential.scheme !== "absent" ? "certain" : "likely";
  return { strength: "named", confidence, evidence: answerEvidence(facts) };
}

/** The key belongs to no team. */
export const noTeam: Cause = {
  id: "key.no_team",
  title: "The key belongs to no team",
  explanation:
    "The server knows this key, but the key belongs to no team, and everything here belongs to one. Keys of an older kind have none.",
  proof: "The server says that the key has no team, or that it cannot resolve one.",
  fixes: [fix(`Make a key inside a team in the dashboard: ${DASHBOARD_URL}.`), CHECK_KEY],
  retry: "after_fix",
  severity: "error",
  code: "unauthorized",
  provenance: "observed",
  beats: ["access.forbidden", "key.unknown", "key.mangled"],
  get examples() {
    return [
      { what: "a key of an older kind", exchange: answeredJson({}, 403, { error: "API key has no team" }) },
      { what: "a team that was deleted", exchange: answeredJson({}, 401, { error: "Unable to resolve team" }) },
    ];
  },
  find,
};
