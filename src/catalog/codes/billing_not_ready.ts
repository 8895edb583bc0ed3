import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `billing_not_ready`: billing blocks the run. Seen, not on the Errors page. */
export const billingNotReady: CodeEntry = {
  code: "billing_not_ready",
  provenance: "observed",
  meaning: observed("The team's billing does not allow a run now."),
  statuses: [{ status: 402, provenance: "observed" }],
  facts: [
    observed(
      "The message ends with the blocker: missing_payment_method, payment_failed, insufficient_credits, missing_config or billing_check_failed.",
    ),
    observed("setup_url comes with missing_payment_method and payment_failed alone."),
    observed("missing_config and billing_check_failed are failures of the platform: there is nothing for you to pay."),
    observed("Billing is checked before budget, vaults, sandbox and thread, so it hides what is wrong with those."),
  ],
  open: ["The Errors page lists neither this code nor 402."],
  causes: ["billing.not_ready", "billing.check_failed"],
  fixes: [
    fix("Read the word in brackets at the end of error.message: it is the blocker."),
    fix("Open setup_url in a browser where the answer has one, and add or correct the payment method."),
    fix("Buy credits where the blocker is insufficient_credits."),
    fix("Where it is missing_config or billing_check_failed, wait and report it: nothing is owed."),
  ],
  retry: "after_fix",
  retryAdvice: "Retry once billing is set up; for billing_check_failed and missing_config, retry with growing pauses.",
  example: {
    status: 402,
    body: '{"error":{"code":"billing_not_ready","message":"Billing setup is required (missing_payment_method)","setup_url":"https://checkout.stripe.com/c/pay/cs_test_0000"}}',
    provenance: "observed",
  },
  related: ["budget_exceeded", "rate_limit_exceeded", "usage_limit_exceeded"],
};
