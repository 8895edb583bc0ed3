import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mock } from "../../src/mock/start-mock.js";
import { assertError, digText, open, openMock, say, send } from "./mock-client.js";

const SANDBOXES = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
const REFUSED = "Invalid or missing API key";

async function mint(mock: Mock, body: object): Promise<string> {
  const seen = await send(mock, "POST /v1/tokens", { body });
  assert.equal(seen.status, 201);
  return `Bearer ${digText(seen.body, "token")}`;
}

test("only the key itself, behind Bearer and one space, is a key", async (t) => {
  const { mock } = await openMock(t);
  const wrong = [
    null,
    "",
    "Bearer",
    "Bearer ",
    mock.key,
    `bearer ${mock.key}`,
    `Bearer  ${mock.key}`,
    `Bearer "${mock.key}"`,
    `Basic ${mock.key}`,
    `Bearer ${mock.key.slice(0, -1)}`,
    `Bearer ${mock.key}0`,
    "Bearer undefined",
    "Bearer an_t_eyJhbGciOiJub25lIn0.e30.",
  ];
  for (const authorization of wrong) {
    assertError(await send(mock, `GET ${SANDBOXES}`, { authorization }), 401, "unauthorized", REFUSED);
  }
  assert.equal((await send(mock, `GET ${SANDBOXES}`, { authorization: ` Bearer ${mock.key} ` })).status, 200);
});

test("the key is asked for before the body is looked at", async (t) => {
  const { mock } = await openMock(t);
  assertError(await send(mock, "POST /v1/sandboxes", { authorization: null, body: "{" }), 401, "unauthorized", REFUSED);
});

test("a token works until it expires, by the mock's own clock", async (t) => {
  const { mock, clock } = await openMock(t);
  const seen = await send(mock, "POST /v1/tokens", { body: { expiresIn: "5m" } });
  assert.equal(digText(seen.body, "expiresAt"), "2026-01-01T00:05:00.000Z");
  const authorization = `Bearer ${digText(seen.body, "token")}`;
  assert.equal((await send(mock, `GET ${SANDBOXES}`, { authorization })).status, 200);
  clock.nowMs += 299_999;
  assert.equal((await send(mock, `GET ${SANDBOXES}`, { authorization })).status, 200);
  clock.nowMs += 1;
  assertError(await send(mock, `GET ${SANDBOXES}`, { authorization }), 401, "unauthorized", REFUSED);
});

test("a token of another mock is refused", async (t) => {
  const { mock } = await openMock(t);
  const { mock: other } = await openMock(t, { random: () => 0.3 });
  const authorization = await mint(other, {});
  assertError(await send(mock, `GET ${SANDBOXES}`, { authorization }), 401, "unauthorized", REFUSED);
});

test("a token cannot make tokens, nor use vaults", async (t) => {
  const { mock } = await openMock(t);
  const authorization = await mint(mock, {});
  const message = "Tokens cannot create other tokens";
  assertError(await send(mock, "POST /v1/tokens", { authorization, body: {} }), 403, "forbidden", message);
  const vaults = await send(mock, "GET /v1/mcp/vaults", { authorization });
  assertError(vaults, 403, "forbidden", "This operation needs an API key");
});

test("a token chats with the agents and for the end user that it names", async (t) => {
  const { mock } = await openMock(t);
  const authorization = await mint(mock, { agents: ["support"], endUserId: "user-1" });
  const body = { messages: [say("Hi")], sandboxId: mock.sandboxId };
  const refused = await send(mock, "POST /v1/chat/my-agent", { authorization, body });
  assertError(refused, 403, "forbidden", 'Token is not authorized for agent "my-agent"');
  const stranger = { ...body, externalUserId: "user-2" };
  const other = await send(mock, "POST /v1/chat/support", { authorization, body: stranger });
  assertError(other, 403, "forbidden", "externalUserId must be the end user of the token");
  const own = { ...body, externalUserId: "user-1" };
  const allowed = await open(mock, "POST /v1/chat/support", { authorization, body: own });
  assert.match(await allowed.text(), /\[DONE\]/);
});
