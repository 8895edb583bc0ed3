import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { matchGolden } from "./golden.js";
import { KEY, serveRaw, writeError, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const NO_SANDBOX = writeError(404, "not_found", "Sandbox not found");
const ONCE = ["check-key", "--max-attempts", "1"];

test("a 404 of the API proves the key good", async (t) => {
  const { env, received } = await serveRaw(t, NO_SANDBOX);
  const { code } = await matchGolden("check-key-valid", ONCE, { env });
  assert.equal(code, 0);
  assert.match(received[0] ?? "", /^GET \/v1\/sandboxes\/00000000-0000-4000-8000-000000000000 HTTP\/1\.1\r\n/);
  assert.ok(received[0]?.includes(`Bearer ${KEY}\r\n`));
});

const INDETERMINATE: Readonly<Record<string, readonly [string, number]>> = {
  "rate-limited": [writeError(429, "rate_limit_exceeded", "Too many requests", { retryAfter: 60 }), 75],
  "server-error": [writeError(500, "internal_error", "boom"), 5],
  "html-404": [writeRaw(404, "<html><body>Not here</body></html>", { "Content-Type": "text/html" }), 6],
};

for (const [name, [answer, wanted]] of Object.entries(INDETERMINATE)) {
  test(`an answer that is about something else (${name}) says nothing about the key`, async (t) => {
    const { env } = await serveRaw(t, answer);
    const { code, stdout } = await matchGolden(`check-key-${name}`, ONCE, { env });
    assert.match(stdout, /not known/);
    assert.equal(code, wanted);
  });
}

test("a refused connection says nothing about the key", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  const port: number = await new Promise((resolve) => {
    server.once("listening", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const { code } = await matchGolden("check-key-refused-connection", ONCE, { env });
  assert.equal(code, 6);
});

test("a 401 of the API proves the key bad", async (t) => {
  const { env } = await serveRaw(t, writeRaw(401, '{"error":"Invalid API key"}'));
  const { code } = await matchGolden("check-key-rejected", ONCE, { env });
  assert.equal(code, 3);
});

test("text that cannot be a key is never sent", async (t) => {
  const { env, received } = await serveRaw(t, NO_SANDBOX);
  for (const text of [`"${KEY}"`, `${KEY} x`, "sk-ant-api03-abcdefghijklmnop", "<your_api_key>", "undefined", "ключ"]) {
    const { code, stdout } = await runCli(["check-key", "--json"], { env: { ...env, SANDBOX_API_KEY: text } });
    const { verdict } = JSON.parse(stdout) as { verdict: string };
    assert.deepEqual([verdict, code], ["malformed", 3], text);
  }
  await matchGolden("check-key-malformed", ONCE, { env: { ...env, SANDBOX_API_KEY: "undefined" } });
  assert.deepEqual(received, []);
});

test("no key, and a variable that is set but empty, are both missing", async (t) => {
  const { env, received } = await serveRaw(t, NO_SANDBOX);
  await matchGolden("check-key-missing", ONCE, { env: { SANDBOX_BASE_URL: env.SANDBOX_BASE_URL } });
  await matchGolden("check-key-empty", ONCE, { env: { ...env, SANDBOX_API_KEY: "", AN_API_KEY: KEY } });
  assert.deepEqual(received, []);
});

test("check-key --mock works without a key, and refuses one that is not its own", async () => {
  await matchGolden("check-key-mock", ["check-key", "--mock"]);
  const { code } = await runCli(["check-key", "--mock", "--api-key", KEY]);
  assert.equal(code, 3);
});

test("an unusual length is left to the server", async (t) => {
  const { env, received } = await serveRaw(t, NO_SANDBOX);
  const { code, stdout } = await runCli(["check-key", "--json"], {
    env: { ...env, SANDBOX_API_KEY: KEY.slice(0, 40) },
  });
  const { verdict, key } = JSON.parse(stdout) as { verdict: string; key: { fingerprint: unknown } };
  assert.deepEqual([verdict, code, key.fingerprint, received.length], ["valid", 0, null, 1]);
});

const home = mkdtempSync(join(tmpdir(), "home-"));
after(() => rmSync(home, { recursive: true }));

test("every source is named, with those that it hides", async (t) => {
  const { env } = await serveRaw(t, NO_SANDBOX);
  mkdirSync(join(home, ".an"));
  writeFileSync(join(home, ".an/credentials"), JSON.stringify({ apiKey: KEY }));
  writeFileSync(join(home, "key.txt"), `${KEY}\n`);
  const { SANDBOX_BASE_URL } = env;
  const lower = { SANDBOX_BASE_URL, HOME: home };
  const all = { ...lower, SANDBOX_API_KEY: KEY, API_KEY_21ST: KEY, AN_API_KEY: KEY };
  const variables = ["env:SANDBOX_API_KEY", "env:API_KEY_21ST", "env:AN_API_KEY"];
  const cases: readonly [readonly string[], Record<string, string>, string, readonly string[]][] = [
    [["--api-key", KEY], all, "flag", [...variables, "credentials"]],
    [["--api-key-file", join(home, "key.txt")], all, "file", [...variables, "credentials"]],
    [["--api-key-stdin"], all, "stdin", [...variables, "credentials"]],
    [[], all, "env:SANDBOX_API_KEY", [...variables.slice(1), "credentials"]],
    [[], { ...lower, API_KEY_21ST: KEY, AN_API_KEY: KEY }, "env:API_KEY_21ST", ["env:AN_API_KEY", "credentials"]],
    [[], { ...lower, AN_API_KEY: KEY }, "env:AN_API_KEY", ["credentials"]],
    [[], lower, "credentials", []],
  ];
  for (const [args, environment, source, hides] of cases) {
    const { stdout, code } = await runCli(["check-key", "--json", ...args], { env: environment, stdin: `${KEY}\n` });
    const { key } = JSON.parse(stdout) as { key: object };
    assert.deepEqual(key, { source, hides, fingerprint: "e14db296" }, source);
    assert.equal(code, 0);
  }
  const { stdout } = await runCli(["check-key"], { env: { ...lower, API_KEY_21ST: KEY, AN_API_KEY: KEY } });
  assert.equal(
    stdout,
    "The key is valid: the API accepted it.\nIt comes from API_KEY_21ST.\nIt hides the one in AN_API_KEY and the one in ~/.an/credentials.\n",
  );
});
