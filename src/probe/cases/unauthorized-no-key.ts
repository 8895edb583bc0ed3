import { ABSENT_ID, expectError, type ProbeCase } from "../probe-case.js";

export const unauthorizedNoKeyCase: ProbeCase = {
  id: "unauthorized-no-key",
  provokes: "a request without a key",
  safety: "no_effect",
  whySafe: "Without a key the API refuses before it does anything.",
  mockOnly: null,
  steps: [
    {
      name: "look",
      method: "GET",
      path: `/v1/sandboxes/${ABSENT_ID}`,
      credential: "none",
      expects: expectError("unauthorized"),
    },
  ],
};
