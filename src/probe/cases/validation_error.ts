import { expectError, type ProbeCase } from "../probe-case.js";

export const validationErrorCase: ProbeCase = {
  id: "validation_error",
  provokes: "a vault whose name is too long",
  safety: "creates",
  whySafe: "The name is one character too long; should the vault be created all the same, it is deleted.",
  mockOnly: null,
  steps: [
    {
      name: "post",
      method: "POST",
      path: "/v1/mcp/vaults",
      credential: "key",
      // The vault pages allow 200 characters.
      body: { json: { name: "n".repeat(201) } },
      expects: expectError("validation_error"),
      creates: "vault",
    },
  ],
};
