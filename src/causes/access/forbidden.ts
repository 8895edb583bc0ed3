import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readAuthNaming } from "../evidence/auth-naming.js";
import { hidesReason, readRefusal } from "../evidence/auth-refusal.js";
import { CHECK_KEY } from "../evidence/key-fixes.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const naming = readAuthNaming(facts);
  const refused = readRefusal(facts) === "permission" || (facts.status === 403 && facts.answeredBy !== "gateway");
  if (!refused || (naming !== undefined && naming !== "key_required")) return undefined;
  const evidence = answerEvidence(facts);
  if (facts.code === "no_agents_access") return { strength: "named", confidence: "likely", evidence };
  // An SDK that tells only the status hides which of several refusals it was.
  return hidesReason(facts)
    ? { strength: "implied", confidence: "possible", evidence }
    : { strength: "fallback", confidence: "likely", evidence };
}

/** Refused with 403, and no more specific reason is known. */
export const forbidden: Cause = {
  id: "access.forbidden",
  title: "The key may not do this",
  explanation:
    "The server knows who asks, and refuses this operation: the credential has no permission for it. The answer gives no more specific reason.",
  proof:
    "The API answered 403 or the code forbidden, and neither its words nor the request show a more specific reason.",
  fixes: [
    fix(
      "Check that the key belongs to the team that owns what the request names: a key reaches everything of its own team and nothing of another.",
    ),
    CHECK_KEY,
    fix(
      "If the request carries a token (an_t_…), use the API key: tokens may chat with the agents they list, and not mint tokens or manage vaults.",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the documented answer",
        exchange: answeredDocumented(
          { method: "DELETE" },
          403,
          "forbidden",
          "The API key does not have permission for this operation",
        ),
      },
      {
        what: "one sentence",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "support" } }, 403, { error: "Forbidden" }),
      },
    ];
  },
  find,
};
