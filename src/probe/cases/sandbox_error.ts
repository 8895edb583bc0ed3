import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const sandboxErrorCase: ProbeCase = {
  id: "sandbox_error",
  provokes: "a sandbox that fails at run time",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes a sandbox that breaks",
  steps: [provokeStep("code=sandbox_error", expectError("sandbox_error"))],
};
