import { CREATE_SANDBOX, expectError, type ProbeCase, type Step } from "../probe-case.js";

/** One message, bounded in turns and in money, whose answer takes long enough for a second one to meet it. */
const SEND: Omit<Step, "name" | "expects"> = {
  method: "POST",
  path: "/v1/chat/{agent}",
  credential: "key",
  body: {
    json: {
      sandboxId: "{sandboxId}",
      messages: [
        {
          id: "probe",
          role: "user",
          parts: [{ type: "text", text: "Write the numbers from 1 to 200 in words, one on each line. Use no tools." }],
        },
      ],
      options: { maxTurns: 1, maxBudgetUsd: 0.05 },
    },
  },
};

export const streamActiveCase: ProbeCase = {
  id: "stream_active",
  provokes: "a second message while the first one streams",
  safety: "runs_agent",
  whySafe:
    "It runs your agent for one turn of at most 0.05 USD, or two where the second message gets through, in a sandbox of its own, then cancels and deletes it.",
  mockOnly: null,
  steps: [
    CREATE_SANDBOX,
    {
      ...SEND,
      name: "first",
      // A mock's canned answer would be over before the second message.
      mockHeaders: [{ name: "Prefer", value: "hold" }],
      expects: { kind: "stream", status: 200 },
      staysOpen: true,
    },
    { ...SEND, name: "second", expects: expectError("stream_active"), staysOpen: true },
    {
      name: "cancel",
      method: "DELETE",
      path: "/v1/chat/{agent}/{sandboxId}/stream",
      credential: "key",
      expects: { kind: "empty", status: 204 },
    },
  ],
};
