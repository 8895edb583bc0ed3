import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, newerPage, observed } from "../statement.js";

/** `budget_exceeded`: a budget is spent. On the Errors page. */
export const budgetExceeded: CodeEntry = {
  code: "budget_exceeded",
  provenance: "documented",
  meaning: documented("The request exceeded the maxBudgetUsd limit."),
  statuses: [
    { status: 402, provenance: "observed" },
    { status: 400, provenance: "inferred" },
  ],
  facts: [
    newerPage("The newer page speaks of a configured budget limit instead of maxBudgetUsd."),
    observed(
      "The published server sends it for the budget of a whole sandbox (maxSandboxBudgetUsd), with 402 and the members scope, sandboxId, spentUsd and limitUsd.",
    ),
    observed(
      "A run that reaches maxBudgetUsd gets no error answer: the stream ends with status 200, and the thread reads completed.",
    ),
    observed("The sandbox's budget is compared before a run, so the last run may overshoot it."),
  ],
  open: [
    "The page gives no status for this code.",
    "The page does not say how much was spent, nor whether the part done so far is kept.",
  ],
  causes: ["budget.request", "budget.sandbox"],
  fixes: [
    fix('Read error.scope: "sandbox" means the total of the sandbox; without it, the budget of this request is meant.'),
    fix("Raise maxBudgetUsd, or split the task into smaller requests."),
    fix(
      "Where the sandbox's budget is spent, raise maxSandboxBudgetUsd in the agent's configuration, or make a new sandbox.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry as it is: raise the limit, shrink the task or use a new sandbox first.",
  example: {
    status: 400,
    body: '{"error":{"code":"budget_exceeded","message":"The request exceeded the maxBudgetUsd limit","status":400}}',
    provenance: "inferred",
  },
  related: ["billing_not_ready", "rate_limit_exceeded", "usage_limit_exceeded"],
};
