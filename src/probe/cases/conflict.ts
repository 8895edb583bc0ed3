import { CREATE_VAULT, expectError, type ProbeCase } from "../probe-case.js";

export const conflictCase: ProbeCase = {
  id: "conflict",
  provokes: "a vault that is deleted before it is archived",
  safety: "creates",
  whySafe: "It touches only the empty vault that it created, and deletes it.",
  mockOnly: null,
  steps: [
    CREATE_VAULT,
    {
      name: "delete",
      method: "DELETE",
      path: "/v1/mcp/vaults/{vaultId}?force=true",
      credential: "key",
      expects: expectError("conflict"),
      deletes: "vault",
    },
  ],
};
