import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const budgetExceededCase: ProbeCase = {
  id: "budget_exceeded",
  provokes: "a run that exceeds its budget",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes a run that spends money",
  steps: [provokeStep("code=budget_exceeded", expectError("budget_exceeded"))],
};
