import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startRawServer } from "../http/raw-server.js";
import { runJson } from "./run-json.js";

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;
const folder = mkdtempSync(join(tmpdir(), "json-check-key-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("the key of the embedded API is valid", async () => {
  const { document, run } = await runJson(["check-key", "--mock"]);
  assert.deepEqual([document.verdict, document.exit.name], ["valid", "ok"]);
  assert.match(document.key?.fingerprint ?? "", /^[0-9a-f]{8}$/);
  assert.equal(run.stderr, "");
});

test("a key that the embedded API does not know is rejected", async () => {
  const { document } = await runJson(["check-key", "--mock", "--api-key", KEY]);
  assert.deepEqual([document.verdict, document.exit.name, document.key?.source], ["rejected", "key", "flag"]);
});

const UNSENT = [
  "",
  " ",
  "undefined",
  `"${KEY}"`,
  "your-api-key",
  "sk-0123456789abcdef0123456789abcdef",
  `${KEY}\u200b`,
];

for (const text of UNSENT) {
  test(`the text ${JSON.stringify(text)} is never sent`, async () => {
    const { document } = await runJson(["check-key"], { env: { SANDBOX_API_KEY: text, AN_API_KEY: KEY } });
    assert.ok(document.verdict === "malformed" || document.verdict === "missing");
    assert.equal(document.exit.name, "key");
    assert.deepEqual(document.report?.attempts, []);
    assert.equal(document.key?.source, "env:SANDBOX_API_KEY");
    assert.deepEqual(document.key?.hides, ["env:AN_API_KEY"]);
  });
}

test("without any key the verdict is missing and the source null", async () => {
  const { document } = await runJson(["check-key"]);
  assert.deepEqual([document.verdict, document.exit.name, document.key?.source], ["missing", "key", null]);
});

test("every source of a key has its name in the document, and those that it hides", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end(answer(404, NO_SANDBOX)));
  mkdirSync(join(folder, ".an"));
  writeFileSync(join(folder, ".an/credentials"), JSON.stringify({ apiKey: KEY }));
  writeFileSync(join(folder, "key.txt"), `${KEY}\n`);
  const env: Record<string, string> = { HOME: folder, SANDBOX_BASE_URL: server.url.origin };
  const file = join(folder, "key.txt");
  const hides = ["credentials"];
  const look = async (args: readonly string[], source: string): Promise<void> => {
    const { document } = await runJson(["check-key", ...args], { env, stdin: `${KEY}\n` });
    assert.deepEqual([document.verdict, document.key?.source], ["valid", source]);
    assert.deepEqual(document.key?.hides, hides.slice(source === "credentials" ? 1 : 0));
  };
  await look([], "credentials");
  for (const name of ["AN_API_KEY", "API_KEY_21ST", "SANDBOX_API_KEY"]) {
    env[name] = KEY;
    await look([], `env:${name}`);
    hides.unshift(`env:${name}`);
  }
  await look(["--api-key", KEY], "flag");
  await look(["--api-key-file", file], "file");
  await look(["--api-key-stdin"], "stdin");
});

const NO_SANDBOX = '{"error":{"code":"not_found","message":"Sandbox not found","status":404}}';

/** An answer with a body of JSON, or of HTML. */
function answer(status: number, body: string): string {
  const type = body.startsWith("<") ? "text/html" : "application/json";
  return `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

const INDETERMINATE: Readonly<Record<string, string>> = {
  refused: answer(400, '{"error":{"code":"invalid_request","message":"sandboxId is required","status":400}}'),
  server: answer(500, '{"error":{"code":"internal_error","message":"x","status":500}}'),
  no_answer: answer(200, "<html>Log in to this network</html>"),
  try_later: answer(429, '{"error":{"code":"rate_limit_exceeded","message":"x","status":429,"retryAfter":9}}'),
};

for (const [name, text] of Object.entries(INDETERMINATE)) {
  test(`an answer that is not about the key leaves it indeterminate, and ends with ${name}`, async (t) => {
    const server = await startRawServer(t, (socket) => socket.end(text));
    const { document } = await runJson(["check-key", "--max-attempts", "1"], {
      env: { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: server.url.origin },
    });
    assert.deepEqual([document.verdict, document.exit.name], ["indeterminate", name]);
    assert.ok(!JSON.stringify(document).includes(KEY));
  });
}
