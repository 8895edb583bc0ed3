import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutput } from "../../src/cli/create-output.js";
import { openProgress } from "../../src/commands/probe/show-progress.js";
import { createRateLimitWait } from "../../src/commands/probe/wait-for-rate-limit.js";
import { type Exchange, textBody } from "../../src/exchange/exchange.js";
import { DEFAULT_RETRY_POLICY } from "../../src/retry/policy.js";
import { createSecretRegistry } from "../../src/text/secret-registry.js";
import { createFakeHost, type FakeHostOptions } from "../fakes/fake-host.js";

function limited(retryAfter: number): Exchange {
  const error = { code: "rate_limit_exceeded", message: "no", status: 429, retryAfter };
  const headers = [{ name: "content-type", value: "application/json" }];
  const response = { status: 429, headers, body: textBody(JSON.stringify({ error })), headersKnown: true };
  return { request: null, response, failure: null, sentAt: null, receivedAt: null };
}

async function open(options: FakeHostOptions, values = {}) {
  const host = createFakeHost(options);
  const output = createOutput(host, createSecretRegistry(), false, values);
  const progress = await openProgress(host, output, 22);
  return { host, progress, wait: createRateLimitWait(host, DEFAULT_RETRY_POLICY, progress) };
}

test("a 429 is waited for as long as it asks, never shorter", async () => {
  const { host, wait } = await open({});
  assert.equal(await wait(limited(60)), "waited");
  assert.equal(host.clock.monotonic(), 60_000);
  assert.equal(host.stderr.text, "The rate limit is reached: waiting 60 s.\n");
});

test("the waits of a run together fit into --max-wait; one that does not is not begun", async () => {
  const { host, wait } = await open({});
  assert.equal(await wait(limited(100)), "waited");
  assert.equal(await wait(limited(30)), "too_long");
  assert.equal(host.clock.monotonic(), 100_000);
  assert.equal(await wait(limited(20)), "waited");
});

test("Ctrl-C ends a wait", async () => {
  const { wait } = await open({ interruptAt: 5000 });
  assert.equal(await wait(limited(60)), "interrupted");
});

test("on a terminal one line shows the case, then ticks what is left, and fits", async () => {
  const { host, progress, wait } = await open({ stderrIsTTY: true, columns: 40 });
  progress.begin("not_found-sandbox", 4);
  await wait(limited(3));
  progress.clear();
  assert.equal(host.liveLines[0], "Case 5 of 22: not_found-sandbox");
  assert.equal(host.liveLines.length, 4);
  assert.ok(host.liveLines.every((line) => line.length <= 40));
  assert.equal(host.liveLineShown, false);
  assert.equal(host.stderr.text, "");
});

test("with --quiet nothing shows", async () => {
  const { host, progress, wait } = await open({ stderrIsTTY: true }, { quiet: true });
  progress.begin("x", 0);
  await wait(limited(1));
  assert.deepEqual([host.liveLines, host.stderr.text], [[], ""]);
});
