import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const rateLimitExceededCase: ProbeCase = {
  id: "rate_limit_exceeded",
  provokes: "a rate limit, with its wait",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "reaching the limit would stop your other work",
  steps: [provokeStep("code=rate_limit_exceeded, wait=7", expectError("rate_limit_exceeded", 7))],
};
