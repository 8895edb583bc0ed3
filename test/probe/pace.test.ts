import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace, parseRate } from "../../src/probe/pace.js";
import { createFakeHost } from "../fakes/fake-host.js";

test("a rate is a number of requests in a second or a minute", () => {
  const table: readonly (readonly [string, number | undefined])[] = [
    ["5/s", 200],
    ["0.5/s", 2000],
    ["30/m", 2000],
    [" 2 / s ", 500],
    ["0/s", undefined],
    ["-1/s", undefined],
    ["5", undefined],
    ["5/h", undefined],
    ["", undefined],
  ];
  for (const [text, wanted] of table) assert.equal(parseRate(text), wanted, text);
});

test("the first request waits for nothing, each later one until the interval is over", async () => {
  const { clock, sleeps } = createFakeHost();
  const pace = createPace(clock, 200);
  const { signal } = new AbortController();
  await pace(signal);
  await pace(signal);
  await clock.sleep(50);
  await pace(signal);
  await clock.sleep(1000);
  await pace(signal);
  assert.deepEqual(sleeps, [200, 50, 150, 1000]);
});
