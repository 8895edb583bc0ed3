import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mock } from "../../src/mock/start-mock.js";
import {
  assertError,
  dig,
  digText,
  open,
  openMock,
  openReader,
  readEvents,
  readUntil,
  say,
  send,
} from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
const STREAM = "/v1/chat/my-agent/11111111-1111-4111-8111-111111111111/stream";
const CHAT = "POST /v1/chat/my-agent";
const HOLD = { Prefer: "hold" };

function message(mock: Mock, more: object = {}): object {
  return { messages: [say("Say hello")], sandboxId: mock.sandboxId, ...more };
}

async function readThread(mock: Mock): Promise<unknown> {
  const listed = await send(mock, `GET ${BOX}/threads`);
  return (await send(mock, `GET ${BOX}/threads/${digText(listed.body, "0.id")}`)).body;
}

/** The thread once its run is over: each request is a turn of the mock's event loop, so this ends without a clock. */
async function readFinishedThread(mock: Mock): Promise<unknown> {
  for (let i = 0; i < 1000; i += 1) {
    const thread = await readThread(mock);
    if (dig(thread, "status") !== "streaming") return thread;
  }
  return assert.fail("the run never ended");
}

test("a chat streams the parts of a UI message in order, and the thread keeps it", async (t) => {
  const { mock } = await openMock(t);
  const response = await open(mock, CHAT, { body: message(mock) });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.equal(response.headers.get("x-vercel-ai-ui-message-stream"), "v1");
  assert.equal(response.headers.get("content-encoding"), "none");
  const events = readEvents(await response.text());
  assert.equal(events.pop(), "[DONE]");
  const parts = events.map((event): unknown => JSON.parse(event));
  const types = parts.map((part) => digText(part, "type")).filter((type, i, all) => type !== all[i - 1]);
  assert.deepEqual(types, ["start", "text-start", "text-delta", "text-end", "message-metadata", "finish"]);
  const text = parts.map((part) => dig(part, "delta") ?? "").join("");
  assert.equal(text, "This is the embedded API: no agent ran. You said: Say hello");
  assert.equal(dig(parts.at(-2), "messageMetadata.totalCostUsd"), 0.0042);

  const thread = await readThread(mock);
  assert.equal(dig(thread, "status"), "completed");
  assert.equal(dig(thread, "usage.totalTokens"), 1245);
  assert.deepEqual(dig(thread, "messages.0"), say("Say hello"));
  assert.equal(dig(thread, "messages.1.parts.0.text"), text);
});

test("the published server stops at the budget of a request without a word but one", async (t) => {
  const { mock } = await openMock(t, { dialect: "observed" });
  const run = async (maxBudgetUsd: unknown): Promise<string> =>
    (await open(mock, CHAT, { body: message(mock, { options: { maxBudgetUsd } }) })).text();
  assert.match(await run(0.001), /"resultSubtype":"error_max_budget_usd"[\s\S]*"finish"/);
  assert.equal(dig(await readThread(mock), "status"), "completed");
  // What is out of range drops all options, and with them the budget.
  for (const other of [1, "0.001", 0]) assert.match(await run(other), /"resultSubtype":"success"/);
});

test("the next message goes to the thread that is named, else to the newest", async (t) => {
  const { mock } = await openMock(t);
  const named = digText((await send(mock, `POST ${BOX}/threads`, { body: {} })).body, "id");
  const newest = digText((await send(mock, `POST ${BOX}/threads`, { body: {} })).body, "id");
  await (await open(mock, CHAT, { body: message(mock) })).text();
  await (await open(mock, CHAT, { body: message(mock, { threadId: named }) })).text();
  for (const id of [named, newest]) {
    assert.equal(dig((await send(mock, `GET ${BOX}/threads/${id}`)).body, "messages.length"), 2);
  }
  const absent = await send(mock, CHAT, { body: message(mock, { threadId: "th_xyz789" }) });
  assertError(absent, 404, "not_found", 'Thread "th_xyz789" not found');
});

test("a second stream on a sandbox is refused until the first is cancelled", async (t) => {
  const { mock } = await openMock(t);
  const held = await open(mock, CHAT, { body: message(mock), headers: HOLD });
  assert.equal(held.headers.get("preference-applied"), "hold");
  const reader = openReader(held);
  assert.match(await readUntil(reader, "text-delta"), /"type":"start".*"type":"text-start".*"delta":"This"/s);
  assert.equal(dig(await readThread(mock), "status"), "streaming");

  const second = await send(mock, CHAT, { body: message(mock) });
  assertError(second, 409, "stream_active", "A stream is already active for this sandbox");
  assert.equal((await send(mock, `DELETE ${STREAM}`)).status, 204);
  assert.equal(await readUntil(reader, "never"), "data: [DONE]\n\n");
  const thread = await readThread(mock);
  assert.deepEqual([dig(thread, "status"), dig(thread, "error")], ["cancelled", "cancelled: cancelled by user"]);
  assert.match(await (await open(mock, CHAT, { body: message(mock) })).text(), /"finish"/);
});

test("a stream in one sandbox does not hinder another", async (t) => {
  const { mock } = await openMock(t);
  const other = digText((await send(mock, "POST /v1/sandboxes", { body: { agent: "my-agent" } })).body, "id");
  await open(mock, CHAT, { body: message(mock), headers: HOLD });
  const free = await open(mock, CHAT, { body: message(mock, { sandboxId: other }) });
  assert.match(await free.text(), /\[DONE\]/);
});

test("a held stream ends when its client leaves", async (t) => {
  const { mock } = await openMock(t);
  const reader = openReader(await open(mock, CHAT, { body: message(mock), headers: HOLD }));
  await readUntil(reader, "text-delta");
  await reader.cancel();
  const thread = await readFinishedThread(mock);
  assert.equal(dig(thread, "error"), "cancelled: client left");
  assert.equal((await send(mock, `GET ${STREAM}`)).status, 204);
});

test("resume answers 204 when nothing streams, and else joins with start", async (t) => {
  const { mock } = await openMock(t);
  const idle = await send(mock, `GET ${STREAM}`);
  assert.deepEqual([idle.status, idle.body], [204, null]);
  const held = openReader(await open(mock, CHAT, { body: message(mock), headers: HOLD }));
  await readUntil(held, "text-delta");
  const joined = openReader(await open(mock, `GET ${STREAM}`));
  assert.equal(readEvents(await readUntil(joined, "start")).length, 1);
  await send(mock, `DELETE ${STREAM}`);
  assert.equal(await readUntil(joined, "never"), "data: [DONE]\n\n");
});

test("a run in the background answers 202 at once and ends by itself", async (t) => {
  const { mock } = await openMock(t);
  const seen = await send(mock, CHAT, { body: message(mock, { mode: "background" }) });
  assert.equal(seen.status, 202);
  const threadId = digText(seen.body, "threadId");
  assert.deepEqual(seen.body, { threadId, sandboxId: mock.sandboxId, status: "running" });
  assert.equal(dig(await readFinishedThread(mock), "status"), "completed");
});

test("a held run in the background goes on alone, and ends with its thread or sandbox", async (t) => {
  const { mock } = await openMock(t);
  const wish = { body: message(mock, { mode: "background" }), headers: HOLD };
  const { body } = await send(mock, CHAT, wish);
  const reader = openReader(await open(mock, `GET ${STREAM}`));
  await readUntil(reader, "start");
  await reader.cancel();
  assert.equal((await send(mock, CHAT, wish)).status, 409);
  assert.equal((await send(mock, `DELETE ${BOX}/threads/${digText(body, "threadId")}`)).status, 204);
  assert.equal((await send(mock, CHAT, wish)).status, 202);
  const last = openReader(await open(mock, `GET ${STREAM}`));
  assert.equal((await send(mock, `DELETE ${BOX}`)).status, 204);
  assert.match(await readUntil(last, "never"), /\[DONE\]/);
});

test("a thread that is deleted takes its own stream with it, and no other", async (t) => {
  const { mock } = await openMock(t, { dialect: "observed" });
  const make = async (): Promise<string> => digText((await send(mock, `POST ${BOX}/threads`, { body: {} })).body, "id");
  const [first, second] = [await make(), await make()];
  const hold = async (threadId: string) =>
    openReader(await open(mock, CHAT, { body: message(mock, { threadId }), headers: HOLD }));
  const readers = [await hold(first), await hold(second)] as const;
  for (const reader of readers) await readUntil(reader, "text-delta");
  assert.equal((await send(mock, `DELETE ${BOX}/threads/${first}`)).status, 204);
  assert.equal(await readUntil(readers[0], "never"), "data: [DONE]\n\n");
  assert.equal(dig((await send(mock, `GET ${BOX}/threads/${second}`)).body, "status"), "streaming");
});

test("resume and cancel know only agents and sandboxes that exist", async (t) => {
  const { mock } = await openMock(t);
  for (const method of ["GET", "DELETE"]) {
    assert.equal((await send(mock, `${method} /v1/chat/nobody/${mock.sandboxId}/stream`)).status, 404);
    assert.equal((await send(mock, `${method} /v1/chat/my-agent/nowhere/stream`)).status, 404);
  }
  assert.equal((await send(mock, `DELETE ${STREAM}`)).status, 204);
});
