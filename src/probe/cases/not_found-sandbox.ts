import { ABSENT_ID, expectError, type ProbeCase } from "../probe-case.js";

export const notFoundSandboxCase: ProbeCase = {
  id: "not_found-sandbox",
  provokes: "a sandbox that does not exist",
  safety: "no_effect",
  whySafe: "It only reads, and nothing has this id.",
  mockOnly: null,
  steps: [
    {
      name: "look",
      method: "GET",
      path: `/v1/sandboxes/${ABSENT_ID}`,
      credential: "key",
      expects: expectError("not_found"),
    },
  ],
};
