import assert from "node:assert/strict";
import type { Mock } from "../../src/mock/start-mock.js";
import { dig, digText, open, say, send } from "./mock-client.js";

type Checked = Pick<Mock, "url" | "key" | "requests">;

/** The requests of which the embedded API said that it failed itself, from number `from` on. */
export function findFailures({ requests }: Checked, from = 1): string[] {
  return requests
    .filter(({ n, answer }) => n >= from && answer.body.includes("The embedded API failed"))
    .map(({ method, target, answer }) => `${method} ${target.slice(0, 200)}: ${answer.body}`);
}

/** Asserts that an embedded API lives and that what it says of itself agrees, whatever was done to it. */
export async function checkState(mock: Checked): Promise<void> {
  assert.equal((await send(mock, "GET /health", { authorization: null })).status, 200);
  assert.ok(!("admin" in {}) && !("x" in {}), "no prototype was changed");
  const vaults = [dig((await send(mock, "GET /v1/mcp/vaults")).body, "vaults")].flat();
  for (const vault of vaults) {
    const seen = await send(mock, `GET /v1/mcp/vaults/${dig(vault, "id")}`);
    assert.deepEqual([seen.status, dig(seen.body, "vault")], [200, vault]);
    const credentials = [dig(vault, "credentials")].flat();
    assert.ok(credentials.filter((each) => dig(each, "status") === "active").length <= 20);
  }
  assert.ok(vaults.filter((vault) => dig(vault, "isDefault") === true).length <= 1);
  await checkLife(mock);
}

/** A sandbox lives from its making to its end, whatever else there is. */
async function checkLife(mock: Checked): Promise<void> {
  const made = await send(mock, "POST /v1/sandboxes", { body: { agent: "my-agent" } });
  assert.equal(made.status, 201);
  const id = digText(made.body, "id");
  const body = { sandboxId: id, messages: [say("Hi")] };
  assert.match(await (await open(mock, "POST /v1/chat/my-agent", { body })).text(), /"finish"[\s\S]*\[DONE\]/);
  const threads = await send(mock, `GET /v1/sandboxes/${id}/threads`);
  assert.equal(dig(threads.body, "0.status"), "completed");
  assert.equal((await send(mock, `DELETE /v1/sandboxes/${id}`)).status, 204);
  assert.equal((await send(mock, `GET /v1/sandboxes/${id}/threads/${digText(threads.body, "0.id")}`)).status, 404);
}
