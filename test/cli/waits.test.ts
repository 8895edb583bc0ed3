import assert from "node:assert/strict";
import { test } from "node:test";
import { matchGolden } from "./golden.js";
import { KEY, serveRaw, writeError, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

// The only tests that wait in real time. They ask for "not early" alone: how late a busy machine is proves nothing.

const GOOD = writeRaw(200, '{"ok":true}');
const limited = (seconds: number): string =>
  writeError(429, "rate_limit_exceeded", "Too many requests", { retryAfter: seconds });

test("a wait of 3 s that stands only in the body is waited once, then the answer is printed", async (t) => {
  const { env, received } = await serveRaw(t, limited(3), GOOD);
  const from = performance.now();
  const { stdout } = await matchGolden("wait-body", ["request", "/v1/x"], { env });
  assert.ok(performance.now() - from >= 3000);
  assert.deepEqual([stdout, received.length], ['{"ok":true}', 2]);
});

test("the longest of the waits is kept, whatever the method", async (t) => {
  const answer = writeRaw(429, '{"error":{"code":"rate_limit_exceeded","message":"m","status":429,"retryAfter":1}}', {
    "Retry-After": "2",
  });
  const { env, received } = await serveRaw(t, answer, GOOD);
  const from = performance.now();
  const { stdout } = await runCli(["request", "/v1/x", "-f", "a=b", "--json"], { env });
  assert.ok(performance.now() - from >= 2000);
  assert.equal(received.length, 2);
  const { report } = JSON.parse(stdout) as { report: { attempts: readonly { waitedMs: number }[] } };
  assert.deepEqual(
    report.attempts.map(({ waitedMs }) => waitedMs >= 2000),
    [true, false],
  );
});

test("Ctrl-C during a wait ends with 130, SIGTERM with 143, and sends nothing more", async (t) => {
  const { env, received } = await serveRaw(t, limited(60));
  const interruptAfter = (stderr: string): boolean => stderr.includes("waiting");
  const interrupted = await runCli(["request", "/v1/x"], { env, interruptAfter });
  assert.deepEqual([interrupted.code, interrupted.stdout, received.length], [130, "", 1]);
  assert.match(interrupted.stderr, /Interrupted: nothing more was sent\.\n$/);
  const ended = await runCli(["check-key"], { env, interruptAfter, signal: "SIGTERM" });
  assert.deepEqual([ended.code, received.length], [143, 2]);
});

test("a wait that does not fit into --max-wait is not begun: 75 at once, and when to come back", async (t) => {
  const { env, received } = await serveRaw(t, limited(3600));
  const from = performance.now();
  const { code } = await matchGolden("wait-too-long", ["request", "/v1/x"], { env });
  assert.ok(performance.now() - from < 20_000);
  assert.deepEqual([code, received.length], [75, 1]);
  const short = await runCli(["request", "/v1/x", "--max-wait", "59m"], { env });
  assert.match(short.stderr, /does not fit into --max-wait: come back in 1 h, at \d{4}-\d\d-\d\d[T ]/);
  assert.equal(short.code, 75);
});

test("--max-attempts 1 never waits, and attempts that ran out keep the exit code", async (t) => {
  const { env, received } = await serveRaw(t, limited(60));
  const once = await runCli(["request", "/v1/x", "--max-attempts", "1"], { env });
  assert.deepEqual([once.code, received.length], [75, 1]);
  const none = await serveRaw(t, limited(0));
  const { code, stderr } = await runCli(["request", "/v1/x", "--max-attempts", "3"], { env: none.env });
  assert.deepEqual([code, none.received.length], [75, 3]);
  assert.match(stderr, /Gave up after 3 attempts/);
});

test("a POST is not repeated after a failure of the server without --retry-unsafe; a GET is", async (t) => {
  const failing = [writeRaw(503, "", { "Retry-After": "0" }), GOOD];
  const post = await serveRaw(t, ...failing);
  const refused = await runCli(["request", "/v1/x", "-f", "a=b"], { env: post.env });
  assert.deepEqual([refused.code, post.received.length], [75, 1]);
  assert.match(refused.stderr, /--retry-unsafe/);
  const unsafe = await serveRaw(t, ...failing);
  const repeated = await runCli(["request", "/v1/x", "-f", "a=b", "--retry-unsafe"], { env: unsafe.env });
  assert.deepEqual([repeated.code, repeated.stdout, unsafe.received.length], [0, '{"ok":true}', 2]);
  const get = await serveRaw(t, ...failing);
  assert.equal((await runCli(["request", "/v1/x"], { env: get.env })).code, 0);
  assert.equal(get.received.length, 2);
});

test("the embedded API's own rate limit is waited for", async () => {
  const prefer = "Prefer: code=rate_limit_exceeded, wait=1, times=1";
  const { code, stdout, stderr } = await runCli(["request", "--mock", "GET", "/health", "-H", prefer]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /"status":"ok"/);
  assert.ok(!stderr.includes(KEY));
});
