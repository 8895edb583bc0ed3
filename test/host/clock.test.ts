import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createClock } from "../../src/host/clock.js";

const DAY_MS = 86_400_000;
let now = 0;
let timers: number[] = [];
/** Each timer fires at once, `hasteMs` before its time. */
let hasteMs = 0;

beforeEach(() => {
  now = 1000;
  timers = [];
  hasteMs = 0;
  mock.method(performance, "now", () => now);
  mock.method(globalThis, "setTimeout", (callback: () => void, ms: number) => {
    timers.push(ms);
    queueMicrotask(() => {
      now += Math.max(0.25, ms - hasteMs);
      callback();
    });
    return 0;
  });
});
afterEach(() => mock.restoreAll());

test("a sleep longer than a timer can hold is slept in steps of a day", async () => {
  await createClock().sleep(40 * DAY_MS + 5);
  assert.equal(timers.length, 41);
  assert.equal(Math.max(...timers), DAY_MS);
  assert.equal(now - 1000, 40 * DAY_MS + 5);
});

test("a timer that fires too soon is set again, so that a sleep is never early", async () => {
  hasteMs = 0.75;
  await createClock().sleep(100);
  assert.ok(now - 1000 >= 100);
  assert.ok(timers.length > 1);
});

test("a sleep of nothing, or of what is no number, sets no timer", async () => {
  for (const ms of [0, -5, Number.NaN]) await createClock().sleep(ms);
  assert.deepEqual(timers, []);
});

test("an abort ends a sleep at once, also one that came before it", async () => {
  mock.restoreAll();
  const controller = new AbortController();
  const asleep = createClock().sleep(DAY_MS, controller.signal);
  controller.abort();
  await asleep;
  await createClock().sleep(DAY_MS, controller.signal);
});
