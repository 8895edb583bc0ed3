import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { sendOnce } from "../../../src/http/send.js";
import { makeOrder } from "./order.js";
import { type RawServer, startRawServer, startSilentServer } from "./raw-server.js";

/** What a program prints that sends one request, aborts it after 40 ms and then has nothing left to do. */
interface ChildReport {
  readonly kind: string;
  readonly phase: string;
  readonly settledAfterMs: number;
  readonly exitedAfterMs: number;
}

function abortInChild(url: string): Promise<ChildReport> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(__dirname, "abort-in-child.js"), url], { timeout: 8000 }, (error, stdout) => {
      if (error) reject(error);
      else resolve({ ...JSON.parse(stdout), exitedAfterMs: performance.now() - startedAt });
    });
  });
}

const PHASES: readonly (readonly [phase: string, start: (t: TestContext) => Promise<RawServer>, scheme: string])[] = [
  ["tls", (t) => startSilentServer(t), "https"],
  ["send", (t) => startSilentServer(t, [], (socket) => socket.pause()), "http"],
  ["head", (t) => startSilentServer(t), "http"],
  ["body", (t) => startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nabc")), "http"],
];

for (const [phase, start, scheme] of PHASES) {
  test(`an abort in the phase ${phase} settles at once and leaves nothing open`, async (t) => {
    const server = await start(t);
    const report = await abortInChild(`${scheme}://127.0.0.1:${server.port}/?${phase}`);
    assert.deepEqual([report.kind, report.phase], ["aborted", phase]);
    assert.ok(report.settledAfterMs < 500, `settled after ${report.settledAfterMs} ms`);
    assert.ok(report.exitedAfterMs < 3000, `exited after ${report.exitedAfterMs} ms`);
  });
}

test("an abort while connecting settles at once and leaves nothing open", async () => {
  // 192.0.2.0/24 belongs to nobody (RFC 5737): no answer, or no route where there is no network at all.
  const report = await abortInChild("https://192.0.2.1:9/");
  assert.ok(report.settledAfterMs < 500, `settled after ${report.settledAfterMs} ms`);
  assert.ok(report.exitedAfterMs < 3000, `exited after ${report.exitedAfterMs} ms`);
  assert.equal(report.phase, "connect");
});

test("an abort while a name is looked up settles at once, and says that the look-up lingers", async () => {
  const controller = new AbortController();
  const lookUp = () => new Promise<never>(() => {});
  const sending = sendOnce(makeOrder(new URL("https://api.example/"), { lookUp, signal: controller.signal }));
  setImmediate(() => controller.abort());
  const { exchange, lingers, durationMs } = await sending;
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["aborted", "resolve"]);
  assert.equal(lingers, true);
  assert.ok(durationMs < 500);
});

test("a look-up that takes too long runs into the timeout of the connection", async () => {
  const lookUp = () => new Promise<never>(() => {});
  const { exchange } = await sendOnce(makeOrder(new URL("https://api.example/"), { lookUp, timeoutMs: 50 }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["timeout_connect", "resolve"]);
});

test("a signal that has aborted before sends nothing", async (t) => {
  const server = await startSilentServer(t);
  const { exchange } = await sendOnce(makeOrder(server.url, { signal: AbortSignal.abort() }));
  assert.equal(exchange.failure?.kind, "aborted");
  assert.equal(server.openConnections(), 0);
});

test("an abort does not wait for a reader of the body", async (t) => {
  const server = await startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nabc"));
  const controller = new AbortController();
  const onChunk = () => {
    setImmediate(() => controller.abort());
    return new Promise<void>(() => {});
  };
  const { exchange, durationMs } = await sendOnce(makeOrder(server.url, { onChunk, signal: controller.signal }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["aborted", "body"]);
  assert.equal(exchange.response?.body.text, "abc");
  assert.ok(durationMs < 500);
});
