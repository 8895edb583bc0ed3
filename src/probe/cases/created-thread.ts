import { CREATE_SANDBOX, type ProbeCase } from "../probe-case.js";

export const createdThreadCase: ProbeCase = {
  id: "created-thread",
  provokes: "201, 200 and 204 in the life of a thread",
  safety: "creates",
  whySafe: "It creates one sandbox with one empty thread, runs nothing, and deletes both.",
  mockOnly: null,
  steps: [
    CREATE_SANDBOX,
    {
      name: "thread",
      method: "POST",
      path: "/v1/sandboxes/{sandboxId}/threads",
      credential: "key",
      body: { json: { name: "sandbox-errors probe" } },
      expects: { kind: "json", status: 201, id: "id" },
      saves: "threadId",
    },
    {
      name: "read",
      method: "GET",
      path: "/v1/sandboxes/{sandboxId}/threads/{threadId}",
      credential: "key",
      expects: { kind: "json", status: 200, id: "id", is: "threadId" },
    },
    {
      name: "delete",
      method: "DELETE",
      path: "/v1/sandboxes/{sandboxId}/threads/{threadId}",
      credential: "key",
      expects: { kind: "empty", status: 204 },
    },
  ],
};
