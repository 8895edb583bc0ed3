import { expectError, type ProbeCase } from "../probe-case.js";

export const notFoundEndpointCase: ProbeCase = {
  id: "not_found-endpoint",
  provokes: "an endpoint that does not exist",
  safety: "no_effect",
  whySafe: "It only reads, and nothing answers at this path.",
  mockOnly: null,
  steps: [
    { name: "look", method: "GET", path: "/v1/no-such-endpoint", credential: "key", expects: expectError("not_found") },
  ],
};
