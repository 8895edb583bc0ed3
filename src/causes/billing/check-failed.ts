import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readBilling } from "../evidence/billing-answer.js";
import { answeredJson, SAMPLE_CHAT } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const billing = readBilling(facts);
  if (billing === undefined || !billing.platform) return undefined;
  const what =
    billing.blocker === "missing_config"
      ? "the server lacks its own billing settings"
      : "the server could not ask its billing service";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: answerEvidence(facts),
    explanation: `The message asks you to set up billing, but its reason (${billing.blocker}) says otherwise: ${what}. You have nothing to pay or to set up.`,
  };
}

/** 402, but the platform could not check the billing. */
export const checkFailed: Cause = {
  id: "billing.check_failed",
  title: "The platform could not check the billing",
  explanation:
    "The answer looks as if billing were missing, but its reason says that the platform could not check it, or lacks its own settings. You have nothing to pay or to set up.",
  proof: "A billing_not_ready answer whose reason is billing_check_failed or missing_config.",
  fixes: [
    fix("Pay nothing and change no key: send it again after a minute, with growing pauses."),
    fix("If it stays, report it to the people who run the server, with time, agent and the reason in parentheses."),
    fix("If you host the server yourself, look at its billing settings and at the log of its billing service."),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: ["billing.not_ready"],
  get examples() {
    return [
      {
        what: "the billing service did not answer",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: { code: "billing_not_ready", message: "Billing setup is required (billing_check_failed)" },
        }),
      },
      {
        what: "the server lacks a setting, flat",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: "billing_not_ready",
          message: "Billing setup is required (missing_config)",
          status: 402,
        }),
      },
    ];
  },
  find,
};
