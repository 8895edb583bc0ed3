import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { startMock } from "../../src/mock-library.js";
import { installPackage, linkPackage } from "./installed-package.js";

type Library = typeof import("../../src/mock-library.js");

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

test("its members can be taken apart, and the list of requests lives", async () => {
  const { url, key, requests, reset, judge, close } = await startMock({ script: "429(2s)" });
  try {
    const headers = { Authorization: `Bearer ${key}` };
    for (const status of [429, 200]) assert.equal((await fetch(url + BOX, { headers })).status, status);
    assert.deepEqual(
      requests.map(({ path, answer }) => [path, answer.status, answer.retryAfterSeconds]),
      [
        [BOX, 429, 2],
        [BOX, 200, null],
      ],
    );
    assert.deepEqual(
      judge().verdicts.map(({ rule }) => rule),
      ["early_return"],
    );
    reset();
    assert.deepEqual([requests.length, judge()], [0, { requests: 0, verdicts: [] }]);
  } finally {
    await close();
    await close();
  }
  await assert.rejects(fetch(url));
});

test("who looks late sees what came before, and goes on seeing what comes in the same list", async () => {
  const mock = await startMock();
  try {
    const paths = (): string[] => mock.requests.map(({ path }) => path);
    for (const path of ["/health", "/none"]) await fetch(mock.url + path);
    assert.deepEqual(paths(), ["/health", "/none"]);
    const seen = mock.requests;
    await fetch(`${mock.url}/later`);
    assert.deepEqual(paths(), ["/health", "/none", "/later"]);
    mock.reset();
    await fetch(`${mock.url}/after`);
    assert.deepEqual(paths(), ["/after"]);
    assert.equal(mock.requests, seen);
  } finally {
    await mock.close();
  }
});

test("many run at once and know nothing of each other", async () => {
  const mocks = await Promise.all(Array.from({ length: 20 }, () => startMock()));
  try {
    const [first, ...others] = mocks;
    assert.equal(new Set(mocks.map(({ url }) => url)).size, mocks.length);
    await fetch(`${first?.url}/health`);
    assert.deepEqual([first?.requests.length, others.every(({ requests }) => requests.length === 0)], [1, true]);
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()));
  }
});

test("the same seed makes the same key, ids and stream", async () => {
  const run = async (seed: string): Promise<string[]> => {
    const { url, key, sandboxId, close } = await startMock({ seed, now: () => 0 });
    const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
    const send = async (path: string, body: object): Promise<string> =>
      (await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })).text();
    const messages = [{ role: "user", parts: [{ type: "text", text: "Hi [tool]" }] }];
    const seen = [
      key,
      await send("/v1/sandboxes", { agent: "my-agent" }),
      await send("/v1/chat/my-agent", { sandboxId, messages }),
    ];
    await close();
    return seen;
  };
  assert.deepEqual(await run("a"), await run("a"));
  assert.notDeepEqual(await run("a"), await run("b"));
});

test("times are whole ms since 1970, as the wall clock has them", async () => {
  const { url, key, sandboxId, close } = await startMock();
  const { timestamp } = (await (await fetch(`${url}/health`)).json()) as { timestamp: string };
  const messages = [{ role: "user", parts: [{ type: "text", text: "Hi" }] }];
  const stream = await fetch(`${url}/v1/chat/my-agent`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ sandboxId, messages }),
  });
  assert.match(await stream.text(), /"durationMs":\d+,/);
  await close();
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
});

test("a wrong option is told with its place", async () => {
  await assert.rejects(startMock({ script: ["503", "GET /x: 1"] }), {
    name: "TypeError",
    message: 'script: at character 9 of "GET /x: 1": "1" is no code, status or fault',
  });
  const wrong: readonly (readonly [options: object, message: string])[] = [
    [{ rateLimit: "often" }, 'rateLimit: "often" is not a rate such as 10/1m'],
    [{ rateLimit: 10 }, "rateLimit: 10 is not a rate such as 10/1m"],
    [{ dialect: "klingon" }, 'dialect: "klingon" is not one of documented, observed'],
    [{ seed: 5 }, "seed: 5 is not a text"],
    [{ script: 503 }, "script: 503 is not a text such as 429(2s)x2,503,200"],
    [{ key: "" }, 'key: "" is not visible ASCII characters without spaces'],
    [{ key: "two words" }, 'key: "two words" is not visible ASCII characters without spaces'],
    [{ now: 5 }, "now: 5 is not a function"],
  ];
  for (const [options, message] of wrong) await assert.rejects(startMock(options), { name: "TypeError", message });
});

test("streams run where a test has replaced the clock", async (t) => {
  t.mock.timers.enable({ apis: ["setImmediate", "Date"] });
  const { url, key, sandboxId, close } = await startMock();
  const messages = [{ role: "user", parts: [{ type: "text", text: "Hi" }] }];
  const response = await fetch(`${url}/v1/chat/my-agent`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ sandboxId, messages }),
  });
  assert.match(await response.text(), /\[DONE\]/);
  await close();
});

test("streams and the judge's clock run where all timers were replaced before the library was loaded", () => {
  const library = resolve(".build/src/mock-library.js");
  const script = `
    const ask = require("node:http").request;
    for (const name of ["setTimeout", "clearTimeout", "setImmediate"]) globalThis[name] = () => {};
    Date.now = () => 0;
    globalThis.performance = { now: () => 0 };
    const send = (url, headers, body) => new Promise((resolve) => {
      const sent = ask(url, { method: "POST", headers }, (response) => {
        let text = "";
        response.on("data", (chunk) => { text += chunk; }).on("end", () => resolve(text));
      });
      sent.end(body);
    });
    (async () => {
      const { startMock } = require(${JSON.stringify(library)});
      const { url, key, sandboxId, judge, close } = await startMock({ script: "429(3s),stall_in_body(5ms)x9" });
      const headers = { Authorization: "Bearer " + key, "Content-Type": "application/json" };
      const messages = [{ role: "user", parts: [{ type: "text", text: "Hi" }] }];
      for (let i = 0; i < 2; i += 1) {
        const body = JSON.stringify({ sandboxId, messages });
        console.log((await send(url + "/v1/chat/my-agent", headers, body)).slice(-17).trim());
      }
      console.log(/came 0[.]\\d*[1-9]\\d* s after/.test(judge().verdicts[0]?.message));
      await close();
    })();`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", timeout: 20_000 });
  assert.equal(stderr, "");
  assert.match(stdout, /retryAfter":3\}\}\n[\s\S]*data: \[DONE\]\ntrue\n$/);
});

const CONSUMER = `
import { startMock } from "sandbox-errors/mock";
import type { Judgement, MockRequest, MockServer, StartMockOptions, Verdict } from "sandbox-errors/mock";
export async function use(options: StartMockOptions): Promise<string> {
  const mock: MockServer = await startMock({ ...options, dialect: "observed", script: ["503", "GET /x: 429(2s)"] });
  const { url, key, requests, reset, judge, close } = mock;
  const judgement: Judgement = judge();
  const first: Verdict | undefined = judgement.verdicts[0];
  const request: MockRequest | undefined = requests[0];
  reset();
  await close();
  // @ts-expect-error there is no such dialect
  await startMock({ dialect: "klingon" });
  return url + key + (first?.message ?? "") + (request?.answer.status ?? 0);
}
`;

test("the installed package gives it to import and to require, with its types", async () => {
  const installed = installPackage();
  const path = join(installed.project, "entry.mjs");
  writeFileSync(path, 'export * from "sandbox-errors/mock";\n');
  const imported = (await import(pathToFileURL(path).href)) as Library;
  const required = createRequire(join(installed.project, "index.js"))("sandbox-errors/mock") as Library;
  for (const library of [imported, required]) {
    const { url, close } = await library.startMock();
    assert.equal((await fetch(`${url}/health`)).status, 200);
    await close();
  }
  linkPackage(installed, "@types/node");
  writeFileSync(join(installed.project, "use.ts"), CONSUMER);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    lib: ["es2022"],
    types: ["node"],
    exactOptionalPropertyTypes: true,
  };
  const config = join(installed.project, "tsconfig.json");
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", config], { encoding: "utf8" });
  assert.equal(stdout, "");
});
