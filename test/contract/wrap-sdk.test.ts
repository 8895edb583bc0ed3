import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { AgentClient, VaultCoverageMissingError } from "@21st-sdk/node";
import { CODE_STATUS } from "../../src/catalog/documented-codes.js";
import { installPackage } from "./installed-package.js";
import { dig, openMock } from "./mock-client.js";

/** The recipe, word for word as the README shows it. */
const RECIPE = resolve("test/contract/explain-errors.mjs");
const INSTALLED = installPackage();
let copies = 0;

/** Runs the recipe in a project that has the package installed, against this API; undone when the test ends. */
async function wrap(t: TestContext, api: string, prefer: () => string = () => ""): Promise<void> {
  const real = globalThis.fetch;
  const known = process.env["SANDBOX_BASE_URL"];
  t.after(() => {
    globalThis.fetch = real;
    if (known === undefined) delete process.env["SANDBOX_BASE_URL"];
    else process.env["SANDBOX_BASE_URL"] = known;
  });
  process.env["SANDBOX_BASE_URL"] = api;
  // What the recipe finds in its place; it takes a header along, which the client has no option for.
  globalThis.fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (prefer() !== "") headers.set("Prefer", prefer());
    return real(input, { ...init, headers });
  };
  copies += 1;
  const copy = join(INSTALLED.project, `explain-errors-${copies}.mjs`);
  copyFileSync(RECIPE, copy);
  await import(pathToFileURL(copy).href);
}

async function catchError(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("errors of the wrapped client carry code, status and diagnosis, and keep the API's words", async (t) => {
  const { mock } = await openMock(t);
  let code = "";
  await wrap(t, mock.url, () => `code=${code}`);
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  const answers = Object.entries(CODE_STATUS).filter(([name]) => name !== "vault_coverage_missing");
  for (const [name, { status }] of answers) {
    code = name;
    const error = await catchError(client.sandboxes.get(mock.sandboxId));
    assert.deepEqual([dig(error, "code"), dig(error, "status")], [name, status], name);
    assert.equal(dig(error, "diagnosis.code"), name);
    assert.equal(error.message, dig(error, "diagnosis.message"));
    assert.ok(!JSON.stringify(error).includes(mock.key));
  }
});

test("the wrapped client says how long to wait, and serves after it", async (t) => {
  const { mock } = await openMock(t);
  await wrap(t, mock.url, () => "code=rate_limit_exceeded, wait=3, times=1");
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  const error = await catchError(client.sandboxes.get(mock.sandboxId));
  assert.deepEqual([dig(error, "waitSeconds"), dig(error, "diagnosis.retry.class")], [3, "after_delay"]);
  assert.equal((await client.sandboxes.get(mock.sandboxId)).id, mock.sandboxId);
});

test("the wrapped client's own error for missing vaults stays its own", async (t) => {
  const { mock } = await openMock(t);
  await wrap(t, mock.url, () => "code=vault_coverage_missing");
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  assert.ok((await catchError(client.sandboxes.get(mock.sandboxId))) instanceof VaultCoverageMissingError);
});

test("the wrapped client knows a bad key and a bad body by the request", async (t) => {
  const { mock } = await openMock(t);
  await wrap(t, mock.url);
  const unset = new AgentClient({ apiKey: "undefined", baseUrl: mock.url });
  const refused = await catchError(unset.sandboxes.get(mock.sandboxId));
  assert.deepEqual([dig(refused, "code"), dig(refused, "diagnosis.cause")], ["unauthorized", "key.unset_variable"]);
  const client = new AgentClient({ apiKey: mock.key, baseUrl: mock.url });
  const wrong = await catchError(client.sandboxes.create({ agent: "" }));
  assert.deepEqual([dig(wrong, "status"), dig(wrong, "code")], [400, "invalid_request"]);
});

test("a failure of the network is explained too, and answers of others are left alone", async (t) => {
  const server = createServer((_, response) => response.writeHead(500).end("x"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const other = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  t.after(() => server.close());
  const { mock } = await openMock(t);
  const { url, key } = mock;
  await mock.close();
  await wrap(t, url);
  const error = await catchError(new AgentClient({ apiKey: key, baseUrl: url }).sandboxes.get("1"));
  assert.equal(dig(error, "diagnosis.cause"), "network.refused");
  assert.ok(error.cause instanceof TypeError);
  const answer = await fetch(`${other}/x`);
  assert.deepEqual([answer.status, await answer.text()], [500, "x"]);
});

test("the README shows the recipe as it is tested, where it shows it", () => {
  const readme = readFileSync(resolve("README.md"), "utf8");
  if (!readme.includes("explain-errors.mjs")) return;
  assert.ok(readme.includes(readFileSync(RECIPE, "utf8")), "copy test/contract/explain-errors.mjs into README.md");
});
