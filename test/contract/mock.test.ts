import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDPOINTS } from "../../src/catalog/endpoints.js";
import { isWellFormedKey } from "../../src/catalog/key-form.js";
import { createRandom, dig, digText, open, openMock, say, send } from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
const NOW = "2026-01-01T00:00:00.000Z";

test("the mock says where it listens, which key it takes and which sandbox exists", async (t) => {
  const { mock } = await openMock(t);
  assert.match(mock.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.ok(isWellFormedKey(mock.key));
  const seen = await send(mock, `GET /v1/sandboxes/${mock.sandboxId}`);
  assert.equal(seen.status, 200);
  assert.equal(dig(seen.body, "agent.slug"), "my-agent");
  assert.equal(mock.requestCount, 1);
});

test("health needs no key", async (t) => {
  const { mock } = await openMock(t);
  const seen = await send(mock, "GET /health", { authorization: null });
  assert.deepEqual(seen.body, { status: "ok", timestamp: NOW });
});

test("a sandbox is created, read and deleted", async (t) => {
  const { mock } = await openMock(t);
  const created = await send(mock, "POST /v1/sandboxes", { body: { agent: "support", files: { "a.txt": "A" } } });
  assert.equal(created.status, 201);
  assert.deepEqual(Object.keys(created.body ?? {}).sort(), ["createdAt", "id", "sandboxId", "status"]);
  const path = `/v1/sandboxes/${digText(created.body, "id")}`;
  assert.equal(dig((await send(mock, `GET ${path}`)).body, "agent.name"), "Support");
  assert.equal(dig((await send(mock, `GET ${path}/files?path=a.txt`)).body, "content"), "A");
  assert.equal((await send(mock, `GET /v1/sandboxes/${digText(created.body, "sandboxId")}`)).status, 404);
  const deleted = await send(mock, `DELETE ${path}`);
  assert.deepEqual([deleted.status, deleted.body], [204, null]);
  assert.equal((await send(mock, `GET ${path}`)).status, 404);
});

test("a command is answered and never run", async (t) => {
  const { mock } = await openMock(t);
  const echo = await send(mock, `POST ${BOX}/exec`, { body: { command: "echo hello" } });
  assert.deepEqual(echo.body, { stdout: "hello\n", stderr: "", exitCode: 0 });
  const touch = await send(mock, `POST ${BOX}/exec`, { body: { command: "cat /etc/passwd" } });
  assert.match(digText(touch.body, "stdout"), /runs nothing/);
});

test("files are written in every form that the API takes", async (t) => {
  const { mock } = await openMock(t);
  const forms = [
    { body: { files: [{ path: "/a", content: "ä" }] }, wrote: { files: [{ path: "/a", size: 2 }] } },
    {
      body: { files: { "/b": "b", c: "" } },
      wrote: {
        files: [
          { path: "/b", size: 1 },
          { path: "/home/user/c", size: 0 },
        ],
      },
    },
    { body: { path: "d", content: "d" }, wrote: { path: "/home/user/d", size: 1 } },
  ];
  for (const { body, wrote } of forms) {
    const seen = await send(mock, `POST ${BOX}/files`, { body });
    assert.deepEqual([seen.status, seen.body], [200, wrote]);
  }
  const raw = await send(mock, `POST ${BOX}/files?format=blob&path=/e`, { body: "not json" });
  assert.deepEqual(raw.body, { path: "/e", size: 8 });
  assert.equal(await (await open(mock, `GET ${BOX}/files?format=blob&path=/e`)).text(), "not json");
});

test("files are read, listed, described, moved and removed", async (t) => {
  const { mock } = await openMock(t);
  assert.deepEqual((await send(mock, `POST ${BOX}/files/mkdir`, { body: { path: "src" } })).body, true);
  assert.deepEqual((await send(mock, `POST ${BOX}/files/mkdir`, { body: { path: "src" } })).body, false);
  const moved = await send(mock, `POST ${BOX}/files/rename`, { body: { oldPath: "hello.txt", newPath: "src/h" } });
  const entry = { name: "h", path: "/home/user/src/h", type: "file", size: 29, mode: 420, permissions: "-rw-r--r--" };
  assert.deepEqual(moved.body, { ...entry, owner: "user", group: "user", modifiedTime: NOW });
  assert.deepEqual((await send(mock, `GET ${BOX}/files/info?path=src/h`)).body, moved.body);
  const listed = await send(mock, `GET ${BOX}/files/list?path=/home/user&depth=2`);
  assert.deepEqual(
    [dig(listed.body, "0.name"), dig(listed.body, "1.name"), dig(listed.body, "2")],
    ["src", "h", undefined],
  );
  assert.equal((await send(mock, `GET ${BOX}/files/exists?path=src/h`)).body, true);
  assert.equal((await send(mock, `DELETE ${BOX}/files?path=src`)).status, 204);
  assert.equal((await send(mock, `GET ${BOX}/files/exists?path=src/h`)).body, false);
});

test("git answers are canned", async (t) => {
  const { mock } = await openMock(t);
  const clone = await send(mock, `POST ${BOX}/git/clone`, { body: { url: "https://example.com/a/repo.git" } });
  assert.deepEqual(clone.body, { path: "/home/user/repo", branch: "main" });
  assert.ok(clone.headers.has("x-deprecated"));
  const names = ["baseCommitSha", "repository", "baseBranch", "title", "body", "commitMessage", "authorName"];
  const body = Object.fromEntries(names.map((name) => [name, "x"]));
  assert.deepEqual((await send(mock, `POST ${BOX}/git/create-pr`, { body })).body, { created: false });
});

test("a thread is created, listed, read and deleted", async (t) => {
  const { mock } = await openMock(t);
  const created = await send(mock, `POST ${BOX}/threads`, { body: { name: "Review" } });
  assert.equal(created.status, 201);
  const id = digText(created.body, "id");
  assert.deepEqual(created.body, { id, name: "Review", status: "idle", createdAt: NOW });
  assert.deepEqual((await send(mock, `GET ${BOX}/threads`)).body, [created.body]);
  assert.deepEqual(dig((await send(mock, `GET ${BOX}`)).body, "threads"), [created.body]);
  assert.equal(dig((await send(mock, `GET ${BOX}/threads/${id}`)).body, "usage.totalCostUsd"), null);
  assert.equal((await send(mock, `DELETE ${BOX}/threads/${id}`)).status, 204);
  assert.equal((await send(mock, `GET ${BOX}/threads/${id}`)).status, 404);
});

test("a vault and its credentials live, are archived and then deleted", async (t) => {
  const { mock } = await openMock(t);
  const created = await send(mock, "POST /v1/mcp/vaults", { body: { name: "Team" } });
  assert.equal(created.status, 201);
  const vault = `/v1/mcp/vaults/${digText(created.body, "vault.id")}`;
  const body = { serverUrl: "https://mcp.example.com/mcp", auth: { type: "bearer", token: "the secret" } };
  const added = await send(mock, `POST ${vault}/credentials`, { body });
  assert.equal(added.status, 201);
  assert.ok(!JSON.stringify(added.body).includes("the secret"));
  const credential = `${vault}/credentials/${digText(added.body, "credential.id")}`;
  const renamed = await send(mock, `PATCH ${credential}`, { body: { name: "Linear" } });
  assert.equal(dig(renamed.body, "credential.name"), "Linear");
  assert.equal(dig((await send(mock, `PATCH ${vault}`, { body: { name: "New" } })).body, "vault.name"), "New");
  assert.equal(dig((await send(mock, `POST ${vault}/set-default`)).body, "vault.isDefault"), true);
  for (const path of [credential, vault]) {
    assert.equal((await send(mock, `DELETE ${path}?force=true`)).status, 409);
    assert.deepEqual((await send(mock, `DELETE ${path}`)).body, { success: true });
    assert.deepEqual((await send(mock, `DELETE ${path}?force=true`)).body, { success: true });
  }
  assert.deepEqual((await send(mock, "GET /v1/mcp/vaults")).body, { vaults: [] });
});

test("an archived vault takes no credential and serves no chat, and says when it was archived", async (t) => {
  const { mock } = await openMock(t);
  const created = await send(mock, "POST /v1/mcp/vaults", { body: { name: "Team" } });
  const id = digText(created.body, "vault.id");
  assert.equal(dig(created.body, "vault.archivedAt"), null);
  await send(mock, `DELETE /v1/mcp/vaults/${id}`);
  assert.equal(dig((await send(mock, `GET /v1/mcp/vaults/${id}`)).body, "vault.archivedAt"), NOW);
  const body = { serverUrl: "https://mcp.example.com/mcp", auth: { type: "bearer", token: "t" } };
  assert.equal((await send(mock, `POST /v1/mcp/vaults/${id}/credentials`, { body })).status, 404);
  const chat = { messages: [say("Hi")], sandboxId: mock.sandboxId, vaultIds: [id] };
  assert.equal((await send(mock, "POST /v1/chat/my-agent", { body: chat })).status, 404);
});

test("a successful answer has the status that the endpoint table gives", async (t) => {
  const { mock } = await openMock(t);
  const bodies: Record<string, unknown> = {
    "sandboxes.create": { agent: "my-agent" },
    "threads.create": {},
    "tokens.create": {},
    "vaults.create": { name: "x" },
    "chat.send": { messages: [say("Hi")], sandboxId: mock.sandboxId },
  };
  const simple = ENDPOINTS.filter(
    ({ id, params }) => id in bodies || !/thread|vault|credential/.test(Object.values(params).join()),
  );
  const path = (text: string) => text.replace(":sandboxId", mock.sandboxId).replace(":agent", "my-agent");
  for (const endpoint of simple.filter(({ method, query, id }) =>
    method !== "POST" ? query.length === 0 : id in bodies,
  )) {
    if (endpoint.id === "sandboxes.delete" || endpoint.id === "chat.resume") continue;
    const response = await open(mock, `${endpoint.method} ${path(endpoint.path)}`, { body: bodies[endpoint.id] });
    await response.text();
    assert.equal(response.status, endpoint.success, endpoint.id);
  }
});

test("mocks do not know of each other, and the same randomness gives the same key", async (t) => {
  const { mock: first } = await openMock(t);
  const { mock: second } = await openMock(t, { random: createRandom() });
  const { mock: third } = await openMock(t, { key: "21st_sk_own" });
  assert.equal(first.key, second.key);
  assert.equal(third.key, "21st_sk_own");
  await send(first, `DELETE ${BOX}`);
  assert.equal((await send(second, `GET ${BOX}`)).status, 200);
  assert.equal((await send(third, `GET ${BOX}`)).status, 200);
});
