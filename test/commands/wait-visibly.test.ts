import assert from "node:assert/strict";
import { test } from "node:test";
import { type VisibleWait, waitVisibly } from "../../src/commands/wait-visibly.js";
import { createFakeHost, type FakeHostOptions } from "../fakes/fake-host.js";

process.env["TZ"] = "UTC";

async function wait(waitMs: number, options: FakeHostOptions = {}, more: Partial<VisibleWait> = {}) {
  const host = createFakeHost(options);
  const lines: string[] = [];
  const writeLine = (text: string) => {
    lines.push(text);
  };
  const ending = await waitVisibly({
    host,
    waitMs,
    why: "The rate limit is reached",
    attempt: 2,
    maxAttempts: 5,
    quiet: false,
    writeLine,
    ...more,
  });
  return { host, lines, ending, tookMs: host.clock.monotonic() };
}

const terminal = { stderrIsTTY: true, stdinIsTTY: true, columns: 80 };

test("on a terminal one line ticks every second, from the whole wait down to 1 s, and goes", async () => {
  const { host, lines, ending, tookMs } = await wait(3000, terminal);
  assert.equal(ending, "waited");
  assert.equal(tookMs, 3000);
  assert.deepEqual(host.liveLines, [
    "3 s left, until 00:00:03, attempt 2 of 5; Enter tries now, Ctrl-C gives up",
    "2 s left, until 00:00:03, attempt 2 of 5; Enter tries now, Ctrl-C gives up",
    "1 s left, until 00:00:03, attempt 2 of 5; Enter tries now, Ctrl-C gives up",
  ]);
  assert.equal(host.liveLineShown, false);
  assert.equal(host.enterHeard, false);
  assert.deepEqual(lines, []);
});

test("a wait with a fraction ticks where the shown number changes", async () => {
  const { host, tookMs } = await wait(2300, terminal);
  assert.deepEqual(
    host.liveLines.map((line) => line.slice(0, 3)),
    ["3 s", "2 s", "1 s"],
  );
  assert.deepEqual(host.sleeps.map(Math.round), [300, 1000, 1000]);
  assert.equal(tookMs, 2300);
});

test("Enter tries now", async () => {
  const { host, ending, tookMs } = await wait(60_000, { ...terminal, pressEnterAt: 1500 });
  assert.equal(ending, "enter");
  assert.equal(tookMs, 1500);
  assert.equal(host.liveLineShown, false);
  assert.equal(host.enterHeard, false);
});

test("Enter is neither offered nor heard where stdin is no terminal", async () => {
  const { host, ending, tookMs } = await wait(2000, { ...terminal, stdinIsTTY: false, pressEnterAt: 500 });
  assert.equal(ending, "waited");
  assert.equal(tookMs, 2000);
  assert.ok(!host.liveLines.join().includes("Enter"));
});

test("Enter is neither offered nor heard where someone else reads stdin", async () => {
  const { host, ending } = await wait(2000, { ...terminal, stdinInUse: true, pressEnterAt: 500 });
  assert.equal(ending, "waited");
  assert.ok(!host.liveLines.join().includes("Enter"));
});

test("a wait counts from the answer that asked for it, and what is shown is what is slept", async () => {
  const host = createFakeHost(terminal);
  await host.clock.sleep(700);
  await wait(3000, {}, { host, sinceMs: 400 });
  assert.equal(host.clock.monotonic(), 3400);
  assert.deepEqual(
    host.liveLines.map((line) => line.slice(0, 3)),
    ["3 s", "2 s", "1 s"],
  );
  assert.deepEqual(host.sleeps, [700, 700, 1000, 1000]);
});

test("Ctrl-C gives up, on a terminal and elsewhere, and nothing is said of an end", async () => {
  const live = await wait(60_000, { ...terminal, interruptAt: 2500 });
  assert.deepEqual([live.ending, live.tookMs, live.host.liveLineShown], ["interrupted", 2500, false]);
  const plain = await wait(60_000, { interruptAt: 2500 });
  assert.deepEqual([plain.ending, plain.tookMs, plain.lines.length], ["interrupted", 2500, 1]);
  const quiet = await wait(60_000, { interruptAt: 2500 }, { quiet: true });
  assert.deepEqual([quiet.ending, quiet.tookMs], ["interrupted", 2500]);
});

test("an interruption before the wait ends it before it starts", async () => {
  const host = createFakeHost({ ...terminal });
  host.interrupt("SIGTERM");
  const { ending } = await wait(60_000, {}, { host });
  assert.equal(ending, "interrupted");
  assert.deepEqual([host.liveLines, host.sleeps], [[], []]);
});

test("elsewhere a line says the start, one each whole minute that is left, and one the end", async () => {
  const { lines, host, tookMs } = await wait(150_000);
  assert.deepEqual(lines, [
    "The rate limit is reached: waiting 2 min 30 s, until 00:02:30, then attempt 2 of 5.",
    "Still waiting: 2 min left, until 00:02:30.",
    "Still waiting: 60 s left, until 00:02:30.",
    "Waited 2 min 30 s; attempt 2 of 5 starts now.",
  ]);
  assert.deepEqual(host.liveLines, []);
  assert.equal(tookMs, 150_000);
});

test("a wait of whole minutes does not say its first minute twice", async () => {
  const { lines } = await wait(120_000, { stderrIsTTY: true, env: { TERM: "dumb" } });
  assert.deepEqual(
    lines.map((line) => line.split(":")[0]),
    ["The rate limit is reached", "Still waiting", "Waited 2 min; attempt 2 of 5 starts now."],
  );
});

test("a short wait elsewhere is two lines", async () => {
  assert.equal((await wait(900)).lines.length, 2);
});

test("quiet shows nothing and leaves Enter alone, and waits as long", async () => {
  const { host, lines, ending, tookMs } = await wait(70_000, { ...terminal, pressEnterAt: 5 }, { quiet: true });
  assert.deepEqual([ending, tookMs, lines, host.liveLines], ["waited", 70_000, [], []]);
});

test("a wait of nothing shows nothing", async () => {
  const { host, lines, ending } = await wait(0, terminal);
  assert.deepEqual([ending, lines, host.liveLines, host.sleeps], ["waited", [], [], []]);
});

for (const byMs of [-86_400_000, -30_000, 2_000, 30_000, 86_400_000]) {
  test(`a wall clock that leaps by ${byMs / 1000} s neither shortens nor lengthens the wait`, async () => {
    for (const options of [terminal, {}]) {
      const { ending, tookMs } = await wait(60_000, { ...options, wallLeaps: [{ atMs: 10_000, byMs }] });
      assert.deepEqual([ending, tookMs], ["waited", 60_000]);
    }
  });
}

test("after a leap of the wall clock the shown end is true again", async () => {
  const { host } = await wait(3000, { ...terminal, wallLeaps: [{ atMs: 1500, byMs: 3_600_000 }] });
  assert.deepEqual(
    host.liveLines.map((line) => /until (\S+),/.exec(line)?.[1]),
    ["00:00:03", "00:00:03", "01:00:03"],
  );
});

test("a clock that overslept ends the wait and repeats nothing", async () => {
  const host = createFakeHost();
  const slow = { ...host.clock, sleep: (ms: number) => host.clock.sleep(ms * 10) };
  const { lines, ending } = await wait(300_000, {}, { host: { ...host, clock: slow } });
  assert.equal(ending, "waited");
  assert.equal(lines.length, 2);
});

test("a sleep that returns too soon is slept again", async () => {
  const host = createFakeHost();
  const hasty = { ...host.clock, sleep: (ms: number) => host.clock.sleep(Math.max(1, ms / 2)) };
  await wait(60_000, {}, { host: { ...host, clock: hasty } });
  assert.ok(host.clock.monotonic() >= 60_000);
});
