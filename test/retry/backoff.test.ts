import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "../../src/retry/backoff.js";

test("the ceiling doubles from 500 ms and stops at 30 s", () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 2000].map((attempt) => backoffMs(attempt, 1));
  assert.deepEqual(ceilings, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("full jitter draws between the floor and the ceiling", () => {
  assert.equal(backoffMs(1, 0), 100);
  assert.equal(backoffMs(3, 0.5), 1000);
  assert.equal(backoffMs(9, 0), 100);
});
