import { DASHBOARD_URL } from "../../catalog/docs-urls.js";
import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readBilling } from "../evidence/billing-answer.js";
import { shorten } from "../evidence/spoken-text.js";
import { answeredDocumented, answeredJson, answeredText, SAMPLE_CHAT } from "../example.js";

const BLOCKER_WORDS: Readonly<Record<string, string>> = {
  missing_payment_method: "no payment method is on file",
  payment_failed: "the last payment failed",
  payment_past_due: "a payment is overdue",
  insufficient_credits: "the credits are used up",
  insufficient_credit: "the credits are used up",
};
const BLOCKER_FIX: Readonly<Record<string, string>> = {
  missing_payment_method: "add a payment method",
  payment_failed: "settle the failed payment, or put in another card",
  payment_past_due: "settle the overdue payment",
  insufficient_credits: "buy credits",
  insufficient_credit: "buy credits",
};

function find(facts: Facts): Finding | undefined {
  const billing = readBilling(facts);
  if (billing === undefined || billing.platform) return undefined;
  const blocker = billing.blocker ?? "";
  const why = Object.hasOwn(BLOCKER_WORDS, blocker) ? (BLOCKER_WORDS[blocker] ?? "") : "";
  const named =
    why !== ""
      ? `${why} (${blocker})`
      : blocker === ""
        ? "it does not say what is missing"
        : `what is missing is called ${blocker}`;
  const { setupUrl } = facts.envelope.extras;
  return {
    strength: billing.named ? "named" : "implied",
    confidence: billing.named ? "certain" : "likely",
    evidence: [
      ...answerEvidence(facts),
      ...(setupUrl === null ? [] : [{ where: "response.body.error.setup_url", saw: shorten(setupUrl) }]),
    ],
    explanation: `The API does not start runs for your team until its billing is in order: ${named}. Billing is checked before budget, sandbox and thread, so those have not been looked at yet.`,
    fixes: [
      setUp(blocker, setupUrl),
      fix("Then send the same request again; nothing was run or charged for this one."),
    ],
  };
}

function setUp(blocker: string, setupUrl: string | null): Fix {
  const known = Object.hasOwn(BLOCKER_FIX, blocker) ? BLOCKER_FIX[blocker] : "set up billing for your team";
  const what = blocker === "" ? known : `${known} (${blocker})`;
  const usable = setupUrl !== null && /^https?:\/\/[^\s"'<>]{1,1500}$/.test(setupUrl);
  const note = usable ? "" : " (the answer gave no address of its own)";
  return fix(`Open ${usable ? setupUrl : DASHBOARD_URL} and ${what}${note}.`);
}

/** 402: the team's billing is not in order. */
export const notReady: Cause = {
  id: "billing.not_ready",
  title: "Billing is not set up for your team",
  explanation:
    "The API does not start runs for your team until its billing is in order; the word in parentheses says what is missing. Billing is checked before budget, sandbox and thread, so those have not been looked at yet.",
  proof: "The code billing_not_ready, or status 402 without a budget in it.",
  fixes: [
    fix(`Set up billing at the address in error.setup_url, else in the dashboard: ${DASHBOARD_URL}.`),
    fix("Then send the same request again; nothing was run or charged for this one."),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "no payment method, with the address to add one",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: {
            code: "billing_not_ready",
            message: "Billing setup is required (missing_payment_method)",
            setup_url: "https://21st.dev/billing",
          },
        }),
      },
      {
        what: "credits used up, flat",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: "billing_not_ready",
          message: "Billing setup is required (insufficient_credits)",
          status: 402,
        }),
      },
      {
        what: "the code of a budget, with words about billing",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          402,
          "budget_exceeded",
          "Billing setup is required (missing_payment_method)",
        ),
      },
      {
        what: "nothing but the status",
        exchange: answeredText({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, "", ""),
      },
    ];
  },
  find,
};
