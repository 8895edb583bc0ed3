import assert from "node:assert/strict";
import { test } from "node:test";
import type { MockServer } from "../../src/mock-library.js";
import { ask, askWhole, BOX, judge } from "./judged.js";
import { openReader, readUntil, say } from "./mock-client.js";

const ABSENT = "GET /v1/sandboxes/absent";
const MAKE = "POST /v1/sandboxes";
const EXEC = `POST ${BOX}/exec`;
const CHAT = "POST /v1/chat/my-agent";
const PREFLIGHT = { "Access-Control-Request-Method": "POST", Origin: "https://example.com" };

type Step = readonly [what: string, body?: unknown, headers?: Readonly<Record<string, string>>];

/** Requests that a client sends one after the other, what they are answered at first, and the rules that this breaks. */
const SEQUENCES: Readonly<Record<string, { script?: string; steps: readonly Step[]; verdicts: readonly string[] }>> = {
  "the same again after 404": { steps: [[ABSENT], [ABSENT]], verdicts: ["repeated_refusal: 1 2"] },
  "HEAD again after 404": {
    steps: [["HEAD /v1/sandboxes/absent"], ["HEAD /v1/sandboxes/absent"]],
    verdicts: ["repeated_refusal: 1 2"],
  },
  "HEAD after GET": { steps: [[ABSENT], ["HEAD /v1/sandboxes/absent"]], verdicts: [] },
  "parameters in another order": {
    steps: [[`GET ${BOX}/files/list?path=/no&depth=1`], [`GET ${BOX}/files/list?depth=1&path=/no`]],
    verdicts: ["repeated_refusal: 1 2"],
  },
  "members in another order": {
    steps: [
      [MAKE, '{"agent": "no-agent", "envs": {"A": "1", "B": "2"}}'],
      [MAKE, '{"envs": {"B": "2", "A": "1"}, "agent": "no-agent"}'],
    ],
    verdicts: ["repeated_refusal: 1 2"],
  },
  "another body": {
    steps: [
      [MAKE, { agent: "no-agent" }],
      [MAKE, { agent: "my-agent" }],
    ],
    verdicts: [],
  },
  "a poll of a 404 with another request in between": { steps: [[ABSENT], ["GET /health"], [ABSENT]], verdicts: [] },
  "another request in between, with another key": {
    steps: [[ABSENT], [`GET ${BOX}`, undefined, { Authorization: "Bearer other" }], [ABSENT]],
    verdicts: [],
  },
  "a preflight of a browser in between": {
    steps: [
      [MAKE, {}],
      ["OPTIONS /v1/sandboxes", undefined, PREFLIGHT],
      [MAKE, {}],
    ],
    verdicts: ["repeated_refusal: 1 3"],
  },
  "a POST again after 503": {
    script: "503",
    steps: [
      [EXEC, { command: "ls" }],
      [EXEC, { command: "ls" }],
    ],
    verdicts: ["repeated_post: 1 2"],
  },
  "a POST again after 503, members in another order": {
    script: "503",
    steps: [
      [EXEC, { command: "ls", cwd: "/" }],
      [EXEC, { cwd: "/", command: "ls" }],
    ],
    verdicts: ["repeated_post: 1 2"],
  },
  "a POST again after a look at something else": {
    script: "503",
    steps: [[MAKE, { agent: "my-agent" }], ["GET /health"], [`GET ${BOX}`], [MAKE, { agent: "my-agent" }]],
    verdicts: ["repeated_post: 1 4"],
  },
  "a POST again after a look at the sandbox": {
    script: "503",
    steps: [[EXEC, { command: "ls" }], [`GET ${BOX}/files?path=hello.txt`], [EXEC, { command: "ls" }]],
    verdicts: [],
  },
  "a message again after a look at the thread": {
    script: "503",
    steps: [
      [CHAT, { sandboxId: BOX.slice(14), messages: [say("Hi")] }],
      [`GET ${BOX}/threads`],
      [CHAT, { sandboxId: BOX.slice(14), messages: [say("Hi")] }],
    ],
    verdicts: [],
  },
  "a POST again after a look by someone else": {
    script: "503",
    steps: [
      [EXEC, { command: "ls" }],
      [`GET ${BOX}`, undefined, { Authorization: "Bearer other" }],
      [EXEC, { command: "ls" }],
    ],
    verdicts: ["repeated_post: 1 3"],
  },
  "a POST again after a broken answer": {
    script: "truncate",
    steps: [
      [EXEC, { command: "ls" }],
      [EXEC, { command: "ls" }],
    ],
    verdicts: ["repeated_post: 1 2"],
  },
  "a POST again after no answer": {
    script: "reset_before_head",
    steps: [
      [EXEC, { command: "ls" }],
      [EXEC, { command: "ls" }],
    ],
    verdicts: ["repeated_post: 1 2"],
  },
  "a GET again after 503": { script: "503", steps: [[`GET ${BOX}`], [`GET ${BOX}`]], verdicts: [] },
};

for (const [what, { script, steps, verdicts }] of Object.entries(SEQUENCES)) {
  test(`${what}: ${verdicts.join(", ") || "blameless"}`, async () => {
    const client = async (mock: MockServer): Promise<void> => {
      for (const [asked, body, headers = {}] of steps) await askWhole(mock, asked, { body, headers });
    };
    assert.deepEqual(await judge({ script }, client), verdicts);
  });
}

test("a POST whose answer the client did not wait for is not sent again", async () => {
  const verdicts = await judge({ script: "stall_before_head" }, async (mock) => {
    const body = { agent: "my-agent" };
    await askWhole(mock, MAKE, { body, signal: AbortSignal.timeout(30) });
    await askWhole(mock, MAKE, { body });
  });
  assert.deepEqual(verdicts, ["repeated_post: 1 2"]);
});

test("a message that was refused because a stream is active may be sent again once that has ended", async () => {
  const verdicts = await judge({}, async (mock) => {
    const body = { sandboxId: mock.sandboxId, messages: [say("Hi")] };
    const reader = openReader(await ask(mock, CHAT, { body, headers: { Prefer: "hold" } }));
    await readUntil(reader, "text-delta");
    const next = { ...body, messages: [say("And now?")] };
    assert.match((await askWhole(mock, CHAT, { body: next })) ?? "", /stream_active/);
    await reader.cancel();
    while (mock.requests[0]?.answer.ending !== "left") await new Promise((resolve) => setImmediate(resolve));
    assert.match((await askWhole(mock, CHAT, { body: next })) ?? "", /"finish"/);
  });
  assert.deepEqual(verdicts, ["stream_left_open: 1"]);
});
