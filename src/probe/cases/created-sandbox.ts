import { CREATE_SANDBOX, expectError, type ProbeCase, READ_SANDBOX } from "../probe-case.js";

export const createdSandboxCase: ProbeCase = {
  id: "created-sandbox",
  provokes: "201, 200 and 204 in the life of a sandbox",
  safety: "creates",
  whySafe: "It creates one sandbox, runs nothing in it, and deletes it.",
  mockOnly: null,
  steps: [
    CREATE_SANDBOX,
    READ_SANDBOX,
    {
      name: "delete",
      method: "DELETE",
      path: "/v1/sandboxes/{sandboxId}",
      credential: "key",
      expects: { kind: "empty", status: 204 },
      deletes: "sandbox",
    },
    {
      name: "reread",
      method: "GET",
      path: "/v1/sandboxes/{sandboxId}",
      credential: "key",
      expects: expectError("not_found"),
    },
  ],
};
