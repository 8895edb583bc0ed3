import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const credentialCapExceededCase: ProbeCase = {
  id: "credential_cap_exceeded",
  provokes: "a vault that is full",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes 21 credentials in one vault",
  steps: [provokeStep("code=credential_cap_exceeded", expectError("credential_cap_exceeded"))],
};
