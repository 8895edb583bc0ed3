import assert from "node:assert/strict";
import { test } from "node:test";
import type { MockServer } from "../../src/mock-library.js";
import { ask, askWhole, BOX, judge } from "./judged.js";
import { openReader, readUntil, say } from "./mock-client.js";

const CHAT = "POST /v1/chat/my-agent";
const STREAM = "/v1/chat/my-agent/11111111-1111-4111-8111-111111111111/stream";
const HOLD = { Prefer: "hold" };

function message({ sandboxId }: MockServer, text = "Hi"): object {
  return { sandboxId, messages: [say(text)] };
}

/** Follows a stream until this has come, and leaves. */
async function leaveAfter(mock: MockServer, text: string, headers = {}): Promise<void> {
  const reader = openReader(await ask(mock, CHAT, { body: message(mock), headers }));
  await readUntil(reader, text);
  await reader.cancel();
}

/** Resolves once the embedded API has noticed that its first client has left. */
async function untilLeft(mock: MockServer): Promise<void> {
  while (mock.requests[0]?.answer.ending !== "left") await askWhole(mock, "GET /health");
}

/** What clients do with a stream, and what of it is a fault. */
const STREAMS: Readonly<
  Record<string, { script?: string; client(mock: MockServer): Promise<unknown>; verdicts: readonly string[] }>
> = {
  "read to its end": { client: (mock) => askWhole(mock, CHAT, { body: message(mock) }), verdicts: [] },
  "left at once": { client: (mock) => leaveAfter(mock, "text-delta", HOLD), verdicts: ["stream_left_open: 1"] },
  "left when finish has come": { client: (mock) => leaveAfter(mock, '"finish"'), verdicts: [] },
  "left when its error has come": {
    script: "stream_error_before_text",
    client: (mock) => leaveAfter(mock, '"error"'),
    verdicts: [],
  },
  "cancelled, then read to its end": {
    client: async (mock) => {
      const reader = openReader(await ask(mock, CHAT, { body: message(mock), headers: HOLD }));
      await readUntil(reader, "text-delta");
      await askWhole(mock, `DELETE ${STREAM}`);
      await readUntil(reader, "never");
    },
    verdicts: [],
  },
  "left, then cancelled": {
    client: async (mock) => {
      await leaveAfter(mock, "text-delta", HOLD);
      await askWhole(mock, `DELETE ${STREAM}`);
    },
    verdicts: [],
  },
  "left, then cancelled with a key that is refused": {
    client: async (mock) => {
      await leaveAfter(mock, "text-delta", HOLD);
      await askWhole(mock, `DELETE ${STREAM}`, { headers: { Authorization: "Bearer wrong" } });
    },
    verdicts: ["stream_left_open: 1"],
  },
  "left, then taken up again, where nothing runs any more": {
    client: async (mock) => {
      await leaveAfter(mock, "text-delta", HOLD);
      await untilLeft(mock);
      await askWhole(mock, `GET ${STREAM}`);
    },
    verdicts: [],
  },
  "left, and its thread read for the result": {
    client: async (mock) => {
      await leaveAfter(mock, "text-delta", HOLD);
      await untilLeft(mock);
      await askWhole(mock, `GET ${BOX}/threads`);
    },
    verdicts: [],
  },
  "broken by a fault": {
    script: "stream_cut_in_event",
    client: (mock) => askWhole(mock, CHAT, { body: message(mock) }),
    verdicts: [],
  },
  "broken by a fault, then the thread read and the message repeated": {
    script: "stream_cut_in_event",
    client: async (mock) => {
      await askWhole(mock, CHAT, { body: message(mock) });
      await askWhole(mock, `GET ${BOX}/threads`);
      await askWhole(mock, CHAT, { body: message(mock) });
    },
    verdicts: [],
  },
  "broken by a fault, and the message repeated blindly": {
    script: "stream_cut_in_event",
    client: async (mock) => {
      await askWhole(mock, CHAT, { body: message(mock) });
      await askWhole(mock, CHAT, { body: message(mock) });
    },
    verdicts: ["repeated_post: 1 2"],
  },
  "failed, and the next message sent as if nothing had been": {
    script: "stream_error_after_text",
    client: async (mock) => {
      await askWhole(mock, CHAT, { body: message(mock) });
      await askWhole(mock, CHAT, { body: message(mock, "And now?") });
    },
    verdicts: ["ignored_stream_error: 1 2"],
  },
  "failed, taken up again, and then the next message": {
    script: "stream_error_after_text",
    client: async (mock) => {
      await askWhole(mock, CHAT, { body: message(mock) });
      await askWhole(mock, `GET ${STREAM}`);
      await askWhole(mock, CHAT, { body: message(mock, "And now?") });
    },
    verdicts: [],
  },
  "broken before its error could be read, and then the next message": {
    script: "truncate,stream_error_after_text",
    client: async (mock) => {
      await askWhole(mock, CHAT, { body: message(mock) });
      await askWhole(mock, `GET ${BOX}/threads`);
      await leaveAfter(mock, '"error"');
      await askWhole(mock, CHAT, { body: message(mock, "And now?") });
    },
    verdicts: [],
  },
};

for (const [what, { script, client, verdicts }] of Object.entries(STREAMS)) {
  test(`a stream ${what}: ${verdicts.join(", ") || "blameless"}`, async () => {
    assert.deepEqual(await judge({ script }, client), verdicts);
  });
}

test("an answer that was only slow came whole, and may be followed by the same request", async () => {
  for (const script of ["stall_in_body(5ms)", "stall_before_head(5ms)", "slow_drip(5ms)"]) {
    const make = async (mock: MockServer): Promise<void> => {
      for (let i = 0; i < 2; i += 1) await askWhole(mock, "POST /v1/sandboxes", { body: { agent: "my-agent" } });
      assert.deepEqual([mock.requests[0]?.answer.ending, mock.requests[0]?.answer.status], ["whole", 201]);
    };
    assert.deepEqual(await judge({ script }, make), []);
  }
});

test("the log names the fault that was played in a stream, and how it ended", async () => {
  await judge({ script: "stream_cut_in_event,stream_no_done" }, async (mock) => {
    for (let i = 0; i < 3; i += 1) await askWhole(mock, CHAT, { body: message(mock, String(i)) });
    const seen = mock.requests.map(({ answer }) => [answer.fault, answer.ending]);
    assert.deepEqual(seen, [
      ["stream_cut_in_event", "broken"],
      ["stream_no_done", "whole"],
      [null, "whole"],
    ]);
  });
});
