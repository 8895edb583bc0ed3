import { ABSENT_ID, expectError, type ProbeCase } from "../probe-case.js";

export const unauthorizedWrongKeyCase: ProbeCase = {
  id: "unauthorized-wrong-key",
  provokes: "a key that nobody has",
  safety: "no_effect",
  whySafe: "The key is made up of zeros, and a refused request does nothing.",
  mockOnly: null,
  steps: [
    {
      name: "look",
      method: "GET",
      path: `/v1/sandboxes/${ABSENT_ID}`,
      credential: "wrong_key",
      expects: expectError("unauthorized"),
    },
  ],
};
