import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startRawServer } from "../http/raw-server.js";
import { interruptCli } from "./interrupt-json.js";
import { readDocument } from "./run-json.js";

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;
const BODY = '{"error":{"code":"rate_limit_exceeded","message":"Slow down","status":429,"retryAfter":60}}';
const THROTTLED = `HTTP/1.1 429 X\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n${BODY}`;

/** A server that answers nothing but a wait of 60 s; `answered` is fulfilled when the client has taken that. */
async function startThrottling(t: TestContext): Promise<{ env: Record<string, string>; answered: Promise<void> }> {
  let note = (): void => {};
  const answered = new Promise<void>((resolve) => {
    note = resolve;
  });
  const server = await startRawServer(t, (socket) => {
    socket.on("close", () => note());
    socket.end(THROTTLED);
  });
  return { env: { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: server.url.origin }, answered };
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  for (const args of [["request", "/v1/sandboxes/x"], ["check-key"]]) {
    test(`${signal} during the countdown of ${args[0]} ends with ${code} and the report so far`, async (t) => {
      const { env, answered } = await startThrottling(t);
      const run = await interruptCli([...args, "--json"], { when: answered, signal, env });
      const document = readDocument(run);
      assert.deepEqual(document.exit, { code, name: "interrupted" });
      assert.equal(document.report?.attempts[0]?.response?.status, 429);
      assert.equal(document.report?.diagnoses[0]?.cause, "rate_limit.throttled");
      assert.equal(run.stderr, "");
    });
  }
}

/** Fulfilled when something is written in the folder. */
async function untilWritten(folder: string): Promise<void> {
  for await (const _ of watch(folder)) return;
}

test("a command of mock that ends in its own time after Ctrl-C still decides the exit code", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "json-mock-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const ready = JSON.stringify(join(folder, "ready"));
  const script = `process.on("SIGTERM", () => setTimeout(() => process.exit(7), 500));
    require("node:fs").writeFileSync(${ready}, ""); setInterval(() => {}, 1000);`;
  const args = ["mock", "--json", "--", process.execPath, "-e", script];
  const run = await interruptCli(args, { when: untilWritten(folder), signal: "SIGTERM" });
  assert.deepEqual(readDocument(run).exit, { code: 7, name: "child" });
});
