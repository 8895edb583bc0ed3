import { ABSENT_ID, expectError, type ProbeCase } from "../probe-case.js";

export const notFoundVaultCase: ProbeCase = {
  id: "not_found-vault",
  provokes: "a vault that does not exist",
  safety: "no_effect",
  whySafe: "It only reads, and nothing has this id.",
  mockOnly: null,
  steps: [
    {
      name: "look",
      method: "GET",
      path: `/v1/mcp/vaults/${ABSENT_ID}`,
      credential: "key",
      expects: expectError("not_found"),
    },
  ],
};
