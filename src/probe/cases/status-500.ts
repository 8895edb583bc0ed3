import { type ProbeCase, provokeStep } from "../probe-case.js";

export const status500Case: ProbeCase = {
  id: "status-500",
  provokes: "a failure of the server",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes a server that fails",
  steps: [provokeStep("code=500", { kind: "error", code: null, status: 500 })],
};
