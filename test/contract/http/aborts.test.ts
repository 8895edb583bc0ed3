import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { sendOnce } from "../../../src/http/send.js";
import { createStandingClock } from "../../fakes/standing-clock.js";
import { makeOrder } from "./order.js";
import { type RawServer, startRawServer, startSilentServer } from "./raw-server.js";

/** What a program prints that sends one request, aborts it and then has nothing left to do. */
interface ChildReport {
  readonly kind: string;
  readonly phase: string;
  readonly settledAfterMs: number;
  readonly exitedAfterMs: number;
}

/** Far less than the 10 s that undici lets a connection take, and time enough for a busy machine. */
const AT_ONCE_MS = 2000;
const LONGEST_RUN_MS = 6000;

/** Runs that program, and tells it when its request is under way. */
function abortInChild(url: string, underWay?: Promise<void>): Promise<ChildReport> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const words = [join(__dirname, "abort-in-child.js"), url];
    const child = execFile(process.execPath, words, { timeout: 8000 }, (error, stdout) => {
      if (error) reject(error);
      else resolve({ ...JSON.parse(stdout), exitedAfterMs: performance.now() - startedAt });
    });
    child.stdin?.on("error", () => {});
    void underWay?.then(() => child.stdin?.write("under way\n"));
  });
}

function assertAtOnce({ settledAfterMs, exitedAfterMs }: ChildReport): void {
  assert.ok(settledAfterMs < AT_ONCE_MS, `settled after ${settledAfterMs} ms`);
  assert.ok(exitedAfterMs < LONGEST_RUN_MS, `exited after ${exitedAfterMs} ms`);
}

type Start = (t: TestContext, note: () => void) => Promise<RawServer>;
const silent: Start = (t, note) => startSilentServer(t, [], note);
const deaf: Start = (t, note) =>
  startSilentServer(t, [], (socket) => {
    socket.pause();
    note();
  });
const endless: Start = (t) => startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nabc"));

const PHASES: readonly (readonly [phase: string, start: Start, scheme: string])[] = [
  ["tls", silent, "https"],
  ["send", deaf, "http"],
  ["head", silent, "http"],
  ["body", endless, "http"],
];

for (const [phase, start, scheme] of PHASES) {
  test(`an abort in the phase ${phase} settles at once and leaves nothing open`, async (t) => {
    let note = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      note = resolve;
    });
    const server = await start(t, () => note());
    const report = await abortInChild(`${scheme}://127.0.0.1:${server.port}/?${phase}`, underWay);
    assert.deepEqual([report.kind, report.phase], ["aborted", phase]);
    assertAtOnce(report);
  });
}

test("an abort while connecting settles at once and leaves nothing open", async () => {
  // 192.0.2.0/24 belongs to nobody (RFC 5737): no answer, or no route where there is no network at all.
  const report = await abortInChild("https://192.0.2.1:9/?connect");
  assertAtOnce(report);
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
  const clock = createStandingClock();
  const lookUp = () => {
    clock.advance(50);
    return new Promise<never>(() => {});
  };
  const { exchange } = await sendOnce(makeOrder(new URL("https://api.example/"), { lookUp, timeoutMs: 50, clock }));
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
