import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const vaultCoverageMissingCase: ProbeCase = {
  id: "vault_coverage_missing",
  provokes: "a server that no vault covers",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes an agent that is deployed for it",
  steps: [provokeStep("code=vault_coverage_missing", expectError("vault_coverage_missing"))],
};
