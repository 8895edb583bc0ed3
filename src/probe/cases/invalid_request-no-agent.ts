import { expectError, type ProbeCase } from "../probe-case.js";

export const invalidRequestNoAgentCase: ProbeCase = {
  id: "invalid_request-no-agent",
  provokes: "a required field that is missing",
  safety: "no_effect",
  whySafe: "Without an agent there is nothing to create; should a sandbox be created all the same, it is deleted.",
  mockOnly: null,
  steps: [
    {
      name: "post",
      method: "POST",
      path: "/v1/sandboxes",
      credential: "key",
      body: { json: {} },
      expects: expectError("invalid_request"),
      creates: "sandbox",
    },
  ],
};
