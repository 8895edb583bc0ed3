import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDPOINTS } from "../../src/catalog/endpoints.js";
import { assertError, digText, openMock, say, send, type Wish } from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
const ABSENT = "00000000-0000-4000-8000-000000000000";
const chat = { messages: [say("Hi")], sandboxId: "11111111-1111-4111-8111-111111111111" };

type Row = readonly [asked: string, body: unknown, status: number, code: string, message: string];

const ROWS: readonly Row[] = [
  [`GET /v1/sandboxes/${ABSENT}`, undefined, 404, "not_found", `Sandbox "${ABSENT}" not found`],
  [`GET ${BOX}/threads/${ABSENT}`, undefined, 404, "not_found", `Thread "${ABSENT}" not found`],
  [`GET ${BOX}/files?path=/nope`, undefined, 404, "not_found", 'Path "/nope" not found'],
  [`GET ${BOX}/files?path=/home`, undefined, 400, "invalid_request", 'Path "/home" is a folder'],
  ["POST /v1/sandboxes", { agent: "my-agnet" }, 404, "not_found", 'Agent "my-agnet" not found'],
  ["POST /v1/chat/nobody", chat, 404, "not_found", 'Agent "nobody" not found'],
  ["POST /v1/chat/my-agent", { ...chat, vaultIds: ["v"] }, 404, "not_found", 'Vault "v" not found'],
  ["POST /v1/chat/my-agent", { messages: [say("Hi")] }, 400, "invalid_request", "sandboxId is required"],
  ["POST /v1/chat/my-agent", {}, 400, "invalid_request", "messages is required"],
  ["POST /v1/chat/my-agent", { ...chat, messages: "Hi" }, 400, "invalid_request", "messages must be an array"],
  [
    "POST /v1/chat/my-agent",
    { ...chat, messages: [] },
    400,
    "invalid_request",
    "messages is required and must not be empty",
  ],
  [
    "POST /v1/chat/my-agent",
    { ...chat, messages: [{ role: "user", content: "Hi" }] },
    400,
    "invalid_request",
    "the last user message must hold a text part in parts",
  ],
  [
    "POST /v1/chat/my-agent",
    { ...chat, messages: [null, 1] },
    400,
    "invalid_request",
    "messages must hold a message whose role is user",
  ],
  [
    "POST /v1/chat/my-agent",
    { ...chat, options: { maxBudgetUsd: 0.001 } },
    400,
    "budget_exceeded",
    "The request exceeded the maxBudgetUsd limit",
  ],
  [`POST ${BOX}/exec`, { command: 7 }, 400, "invalid_request", "command must be a string"],
  [`POST ${BOX}/exec`, { command: null }, 400, "invalid_request", "command is required"],
  [`POST ${BOX}/files`, {}, 400, "invalid_request", "files is required"],
  [`POST ${BOX}/files`, { path: "a" }, 400, "invalid_request", "content is required"],
  [`POST ${BOX}/files`, { files: [1] }, 400, "invalid_request", "files must hold objects with path and content"],
  [`POST ${BOX}/files?format=blob`, "x", 400, "invalid_request", "path is required"],
  [`GET ${BOX}/files/list?path=/&depth=0`, undefined, 400, "invalid_request", "depth must be at least 1"],
  [`GET ${BOX}/files/list?path=/&depth=x`, undefined, 400, "invalid_request", "depth must be an integer"],
  ["POST /v1/tokens", { expiresIn: 3600 }, 400, "invalid_request", "expiresIn must be a string"],
  ["POST /v1/sandboxes", "{", 400, "invalid_request", "Request body must be valid JSON"],
  ["POST /v1/sandboxes", "[]", 400, "invalid_request", "Request body must be a JSON object"],
  ["POST /v1/sandboxes", "null", 400, "invalid_request", "Request body must be a JSON object"],
  ["GET /v1/nothing", undefined, 404, "not_found", "No endpoint GET /v1/nothing"],
  ["GET //v1/sandboxes", undefined, 404, "not_found", "No endpoint GET //v1/sandboxes"],
  ["PUT /v1/sandboxes", {}, 404, "not_found", "No endpoint PUT /v1/sandboxes"],
  ["GET /v1/sandboxes/?x=1", undefined, 404, "not_found", "No endpoint GET /v1/sandboxes/"],
  ["GET /", undefined, 404, "not_found", "No endpoint GET /"],
  ["POST /v1/mcp/vaults", { name: "x".repeat(201) }, 400, "validation_error", "name must have at most 200 characters"],
  [`GET /v1/mcp/vaults/${ABSENT}`, undefined, 404, "not_found", "Vault not found"],
];

for (const [asked, body, status, code, message] of ROWS) {
  test(`${asked} with ${JSON.stringify(body)?.slice(0, 60)} is refused: ${message}`, async (t) => {
    const { mock } = await openMock(t);
    assertError(await send(mock, asked, { body }), status, code, message);
  });
}

test("each required field is missed by its name, in the order of the endpoint table", async (t) => {
  const { mock } = await openMock(t);
  for (const { method, path, query, body } of ENDPOINTS) {
    const target = path.replace(":agent", "my-agent").replaceAll(/:\w+/g, ABSENT);
    const first = [...query, ...(body ?? [])].find((field) => field.required);
    if (first === undefined) continue;
    const wish: Wish = body === null ? {} : { body: {} };
    assertError(await send(mock, `${method} ${target}`, wish), 400, "invalid_request", `${first.name} is required`);
  }
});

test("a POST without a body misses its first field", async (t) => {
  const { mock } = await openMock(t);
  assertError(await send(mock, "POST /v1/sandboxes"), 400, "invalid_request", "agent is required");
});

test("a vault refuses what the vault pages forbid", async (t) => {
  const { mock } = await openMock(t);
  const vault = await send(mock, "POST /v1/mcp/vaults", { body: { name: "Team" } });
  const path = `POST /v1/mcp/vaults/${digText(vault.body, "vault.id")}/credentials`;
  const wish = (serverUrl: string, auth: object = { type: "bearer", token: "t" }) => ({ body: { serverUrl, auth } });
  assertError(await send(mock, path, wish("ftp://x")), 400, "validation_error", "serverUrl must be an HTTP URL");
  assertError(
    await send(mock, path, wish("http://x", { type: "bearer" })),
    400,
    "validation_error",
    "auth.token is required",
  );
  for (let i = 0; i < 20; i += 1) assert.equal((await send(mock, path, wish(`https://s${i}.example.com`))).status, 201);
  const same = "The vault already has an active credential for this serverUrl";
  assertError(await send(mock, path, wish("https://S0.example.com/")), 409, "conflict", same);
  const cap = "A vault holds at most 20 active credentials";
  assertError(await send(mock, path, wish("https://s20.example.com")), 422, "credential_cap_exceeded", cap);
});
