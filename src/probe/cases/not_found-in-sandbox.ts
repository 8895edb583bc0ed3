import { ABSENT_ID, CREATE_SANDBOX, expectError, type ProbeCase, READ_SANDBOX } from "../probe-case.js";

export const notFoundInSandboxCase: ProbeCase = {
  id: "not_found-in-sandbox",
  provokes: "a thread and a file that do not exist",
  safety: "creates",
  whySafe: "It creates one sandbox, only reads in it, and deletes it.",
  mockOnly: null,
  steps: [
    CREATE_SANDBOX,
    // Without it, a sandbox that is not there would pass for a thread that is not.
    READ_SANDBOX,
    {
      name: "thread",
      method: "GET",
      path: `/v1/sandboxes/{sandboxId}/threads/${ABSENT_ID}`,
      credential: "key",
      expects: expectError("not_found"),
    },
    {
      name: "file",
      method: "GET",
      path: "/v1/sandboxes/{sandboxId}/files?path=no-such-file.txt",
      credential: "key",
      expects: expectError("not_found"),
    },
  ],
};
