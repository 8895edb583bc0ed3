import { expectError, type ProbeCase } from "../probe-case.js";

export const invalidRequestBadJsonCase: ProbeCase = {
  id: "invalid_request-bad-json",
  provokes: "a body that is no JSON",
  safety: "no_effect",
  whySafe: "A body that cannot be read names nothing to create.",
  mockOnly: null,
  steps: [
    {
      name: "post",
      method: "POST",
      path: "/v1/sandboxes",
      credential: "key",
      body: { text: '{"agent":' },
      expects: expectError("invalid_request"),
      creates: "sandbox",
    },
  ],
};
