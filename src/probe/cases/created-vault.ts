import { CREATE_VAULT, type ProbeCase } from "../probe-case.js";

export const createdVaultCase: ProbeCase = {
  id: "created-vault",
  provokes: "201 and 200 in the life of a vault",
  safety: "creates",
  whySafe: "It creates one empty vault, which no agent uses, and deletes it.",
  mockOnly: null,
  steps: [
    CREATE_VAULT,
    {
      name: "read",
      method: "GET",
      path: "/v1/mcp/vaults/{vaultId}",
      credential: "key",
      expects: { kind: "json", status: 200, id: "vault.id", is: "vaultId" },
    },
  ],
};
