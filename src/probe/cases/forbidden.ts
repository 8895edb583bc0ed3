import { expectError, type ProbeCase, provokeStep } from "../probe-case.js";

export const forbiddenCase: ProbeCase = {
  id: "forbidden",
  provokes: "a key without the permission",
  safety: "no_effect",
  whySafe: "It is sent to a mock only, which answers the error that is asked for.",
  mockOnly: "it takes a key that lacks a permission, and no page says how to make one",
  steps: [provokeStep("code=forbidden", expectError("forbidden"))],
};
