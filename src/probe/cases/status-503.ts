import { type ProbeCase, provokeStep } from "../probe-case.js";

export const status503Case: ProbeCase = {
  id: "status-503",
  provokes: "a runtime that is unavailable",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes a server that is down",
  steps: [provokeStep("code=503", { kind: "error", code: null, status: 503 })],
};
