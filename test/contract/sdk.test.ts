import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { AgentClient } from "@21st-sdk/node";
import { CODE_STATUS } from "../../src/catalog/documented-codes.js";
import { PROVOKED_MESSAGE } from "../../src/mock/provoked-message.js";
import { openMock, readEvents } from "./mock-client.js";

const message = { role: "user", parts: [{ type: "text", text: "Say hello" }] };

async function openClient(t: TestContext): Promise<AgentClient> {
  const { mock } = await openMock(t);
  return new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
}

/** Adds a Prefer header to every request that the test sends: the client has no option for headers. */
function preferEverywhere(t: TestContext, prefer: () => string): void {
  const real = globalThis.fetch;
  t.mock.method(globalThis, "fetch", (input: string | URL | Request, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Prefer", prefer());
    return real(input, { ...init, headers });
  });
}

test("the published client creates, uses and deletes a sandbox and its files", async (t) => {
  const client = await openClient(t);
  const { id: sandboxId, status } = await client.sandboxes.create({ agent: "my-agent", files: { "a.txt": "A" } });
  assert.equal(status, "active");
  assert.equal((await client.sandboxes.get(sandboxId)).agent.slug, "my-agent");
  const { files } = client.sandboxes;
  await files.write({ sandboxId, files: { "/home/user/src/b.txt": "B" } });
  assert.deepEqual(await files.read({ sandboxId, path: "/home/user/src/b.txt" }), {
    path: "/home/user/src/b.txt",
    content: "B",
  });
  assert.equal(await files.makeDir({ sandboxId, path: "out" }), true);
  assert.equal((await files.rename({ sandboxId, oldPath: "a.txt", newPath: "out/a b.txt" })).name, "a b.txt");
  assert.equal((await files.getInfo({ sandboxId, path: "out/a b.txt" })).size, 1);
  const listed = await files.list({ sandboxId, path: "/home/user", depth: 2 });
  assert.deepEqual(
    listed.map(({ name, type }) => `${name} ${type}`),
    ["out dir", "a b.txt file", "src dir", "b.txt file"],
  );
  await files.remove({ sandboxId, path: "out" });
  assert.equal(await files.exists({ sandboxId, path: "out/a b.txt" }), false);
  const ran = await client.sandboxes.exec({ sandboxId, command: "echo hello", timeoutMs: 1000 });
  assert.deepEqual(ran, { stdout: "hello\n", stderr: "", exitCode: 0 });
  assert.equal(await client.sandboxes.delete(sandboxId), undefined);
  await assert.rejects(client.sandboxes.get(sandboxId), { message: `Sandbox "${sandboxId}" not found` });
});

test("the published client runs a chat to its end and finds it in the thread", async (t) => {
  const client = await openClient(t);
  const sandbox = await client.sandboxes.create({ agent: "my-agent" });
  const thread = await client.threads.create({ sandboxId: sandbox.id, name: "Review" });
  const wish = { agent: "my-agent", messages: [message], sandboxId: sandbox.id, threadId: thread.id };
  const { response, resumeUrl } = await client.threads.run(wish);
  const events = readEvents(await response.text());
  assert.match(events[0] ?? "", /"type":"start"/);
  assert.equal(events.filter((event) => event.includes('"text-delta"')).length, 12);
  assert.deepEqual(events.slice(-2), ['{"type":"finish"}', "[DONE]"]);
  assert.ok(resumeUrl.endsWith(`/v1/chat/my-agent/${sandbox.id}/stream`));

  const kept = await client.threads.get({ sandboxId: sandbox.id, threadId: thread.id });
  assert.deepEqual([kept.status, kept.name, kept.usage.totalCostUsd], ["completed", "Review", 0.0042]);
  assert.deepEqual(
    (await client.threads.list({ sandboxId: sandbox.id })).map(({ id }) => id),
    [thread.id],
  );
  await client.threads.delete({ sandboxId: sandbox.id, threadId: thread.id });
  assert.deepEqual(await client.threads.list({ sandboxId: sandbox.id }), []);
});

test("the published client starts a run in the background, in a sandbox of its own", async (t) => {
  const client = await openClient(t);
  const run = await client.threads.run({ agent: "support", messages: [message], mode: "background" });
  assert.equal(run.status, "running");
  assert.equal((await client.sandboxes.get(run.sandboxId)).threads[0]?.id, run.threadId);
});

test("the published client makes a token that works where it may", async (t) => {
  const { mock } = await openMock(t);
  const client = new AgentClient({ apiKey: mock.key, baseUrl: `${mock.url}/` });
  const { token, expiresAt } = await client.tokens.create({ agent: "support", expiresIn: "2h" });
  assert.match(token, /^an_t_eyJ/);
  assert.equal(expiresAt, "2026-01-01T02:00:00.000Z");
  const holder = new AgentClient({ apiKey: token, baseUrl: mock.url });
  const sandbox = await holder.sandboxes.create({ agent: "support" });
  const { response } = await holder.threads.run({ agent: "support", messages: [message], sandboxId: sandbox.id });
  assert.match(await response.text(), /\[DONE\]/);
  const elsewhere = holder.threads.run({ agent: "my-agent", messages: [message], sandboxId: sandbox.id });
  await assert.rejects(elsewhere, { message: 'Token is not authorized for agent "my-agent"' });
  await assert.rejects(holder.tokens.create(), { message: "Tokens cannot create other tokens" });
});

test("the published client throws the message of each documented error", async (t) => {
  const client = await openClient(t);
  let code = "";
  preferEverywhere(t, () => `code=${code}`);
  for (code of Object.keys(CODE_STATUS)) {
    const messages: Readonly<Record<string, string>> = PROVOKED_MESSAGE;
    const expected = messages[code] ?? "Too many requests. Please retry after 60 seconds.";
    await assert.rejects(client.sandboxes.get("any"), { message: expected }, code);
  }
});

test("the published client is limited once and then served", async (t) => {
  const { mock } = await openMock(t);
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  preferEverywhere(t, () => "code=rate_limit_exceeded, wait=3, times=1");
  const limited = { message: "Too many requests. Please retry after 3 seconds." };
  await assert.rejects(client.sandboxes.get(mock.sandboxId), limited);
  assert.equal((await client.sandboxes.get(mock.sandboxId)).id, mock.sandboxId);
});

test("the published client learns why a key is refused", async (t) => {
  const { mock } = await openMock(t);
  const client = new AgentClient({ apiKey: "undefined", baseUrl: mock.url });
  await assert.rejects(client.sandboxes.get(mock.sandboxId), { message: "Invalid or missing API key" });
});
