import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

/** A sandbox budget that this kind of key may not set. */
export const budgetKeyKind: Cause = {
  id: "request.budget_key_kind",
  title: "This key may not set maxSandboxBudgetUsd",
  explanation:
    "The server takes maxSandboxBudgetUsd in a request only with a key of the older an_sk_ kind. A current 21st_sk_ key or a token is refused, whatever the amount.",
  proof: "The message names maxSandboxBudgetUsd together with the kind of key that may set it.",
  fixes: [
    fix("Leave maxSandboxBudgetUsd out of the request's options."),
    fix("Set maxSandboxBudgetUsd in the agent's configuration instead, and deploy the agent again."),
    fix("To cap this one request, use maxBudgetUsd in its options."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.invalid", "request.validation", "request.wrong_type", "request.missing_field", "access.forbidden"],
  get examples() {
    return [
      {
        what: "a sandbox budget with a current key",
        exchange: answeredJson(
          { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, options: { maxSandboxBudgetUsd: 5 } } },
          400,
          {
            error: {
              code: "invalid_request",
              message: "maxSandboxBudgetUsd can only be set from an an_sk_ secret key request",
            },
          },
        ),
      },
      {
        what: "the same in the documented envelope, with a zero",
        exchange: answeredDocumented(
          { path: "/v1/chat/my-agent", json: { ...SAMPLE_CHAT, options: { maxSandboxBudgetUsd: 0 } } },
          403,
          "invalid_request",
          "options.maxSandboxBudgetUsd is not allowed for this API key",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !hasStatus(facts, 400, 403, 422)) return undefined;
    const isNamed =
      /\bmaxSandboxBudgetUsd\b/.test(facts.message) &&
      /\ban_sk_|\bkeys?\b|\btoken\b|\bonly be set\b/i.test(facts.message);
    if (!isNamed) return undefined;
    const kind = facts.credential.kind === "token" ? "a token" : "a key of another kind than an_sk_";
    const isKnown = facts.exchange.request !== null;
    return {
      strength: "named",
      confidence: "certain",
      evidence: [...(isKnown ? [{ where: facts.credential.where, saw: kind }] : []), ...answerEvidence(facts)],
    };
  },
};
