import assert from "node:assert/strict";
import { test } from "node:test";
import { readHar } from "../../src/exchange/read-har.js";
import { parseScript } from "../../src/mock/script/parse-script.js";
import { assertError, dig, open, openMock, say, send } from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

test("the log has each request and its answer, and none of its secrets", async (t) => {
  const { mock } = await openMock(t);
  await send(mock, `POST ${BOX}/exec`, { body: { command: "echo hi", envs: { TOKEN: "very secret" } } });
  await send(mock, `GET ${BOX}/files?path=nope`);
  const token = dig((await send(mock, "POST /v1/tokens", { body: {} })).body, "token");
  const log = await send(mock, "GET /__mock/log", { authorization: null });
  assert.equal(dig(log.body, "requests.length"), 3);
  assert.equal(dig(log.body, "requests.0.path"), `${BOX}/exec`);
  assert.equal(dig(log.body, "requests.0.credential"), "key");
  assert.equal(dig(log.body, "requests.0.answer.status"), 200);
  assert.equal(dig(log.body, "requests.1.target"), `${BOX}/files?path=nope`);
  assert.equal(dig(log.body, "requests.1.answer.code"), "not_found");
  const text = JSON.stringify(log.body);
  for (const secret of [mock.key, "very secret", String(token)]) assert.ok(!text.includes(secret), secret);
  assert.deepEqual(log.body, { requests: JSON.parse(JSON.stringify(mock.requests)) });
});

test("a key of one's own shows nowhere, neither in the log nor in a verdict", async (t) => {
  const key = "a-key-of-my-own";
  const { mock } = await openMock(t, { key });
  await send(mock, `GET /v1/sandboxes/${key}`);
  await send(mock, `GET ${BOX}?foo=${key}`);
  await send(mock, `POST ${BOX}/exec`, { body: { command: `echo ${key}` } });
  assert.deepEqual(
    mock.judge().verdicts.map(({ rule }) => rule),
    ["key_exposed", "key_exposed"],
  );
  const log = JSON.stringify((await send(mock, "GET /__mock/log")).body);
  for (const text of [log, mock.writeHar(), JSON.stringify(mock.judge())]) assert.ok(!text.includes(key), text);
});

test("the log is a HAR, too", async (t) => {
  const { mock } = await openMock(t);
  const body = { messages: [say("Hi")], sandboxId: mock.sandboxId };
  await (await open(mock, "POST /v1/chat/my-agent", { body })).text();
  const seen = await (await fetch(`${mock.url}/__mock/log?format=har`)).text();
  const [exchange] = readHar(seen) ?? [];
  assert.equal(exchange?.request?.url, `${mock.url}/v1/chat/my-agent`);
  assert.match(exchange?.response?.body.text ?? "", /"type":"finish"/);
});

test("a reset forgets all but the key, what it minted, and the address", async (t) => {
  const { mock } = await openMock(t, { script: [parseScript("503", "documented")] });
  assert.equal((await send(mock, `GET ${BOX}`)).status, 503);
  const { body } = await send(mock, "POST /v1/tokens", { body: {} });
  await send(mock, `DELETE ${BOX}`);
  assert.equal((await send(mock, "POST /__mock/reset")).status, 204);
  assert.deepEqual([mock.requestCount, mock.requests.length], [0, 0]);
  // The script starts over, too.
  assert.equal((await send(mock, `GET ${BOX}`)).status, 503);
  assert.equal((await send(mock, `GET ${BOX}`, { authorization: `Bearer ${dig(body, "token")}` })).status, 200);
});

test("inspection has two endpoints", async (t) => {
  const { mock } = await openMock(t);
  const message = "No GET /__mock/reset here: there are GET /__mock/log and POST /__mock/reset";
  assertError(await send(mock, "GET /__mock/reset"), 404, "not_found", message);
});

test("spend beyond the budget of a sandbox is budget_exceeded", async (t) => {
  const { mock } = await openMock(t);
  const body = { messages: [say("Hi")], sandboxId: mock.sandboxId, options: { maxSandboxBudgetUsd: 0.006 } };
  for (const status of [200, 200, 400]) {
    const response = await open(mock, "POST /v1/chat/my-agent", { body });
    const text = await response.text();
    assert.equal(response.status, status, text);
    if (status === 400) assert.match(text, /budget_exceeded/);
  }
  const free = { ...body, options: { maxSandboxBudgetUsd: 0 } };
  assert.equal((await open(mock, "POST /v1/chat/my-agent", { body: free })).status, 200);
});

test("a rate limit refuses with the wait that is true, and serves again after it", async (t) => {
  const { mock, clock } = await openMock(t, { rateLimit: { requests: 2, perMs: 60_000 } });
  for (const status of [200, 200, 429]) assert.equal((await send(mock, `GET ${BOX}`)).status, status);
  clock.nowMs += 10_000;
  const limited = await send(mock, `GET ${BOX}`);
  assert.equal(dig(limited.body, "error.retryAfter"), 20);
  assert.equal((await send(mock, "GET /health", { authorization: null })).status, 200);
  clock.nowMs += 20_000;
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});
