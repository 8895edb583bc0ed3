import assert from "node:assert/strict";
import { test } from "node:test";
import { spreadMs } from "../../src/retry/spread.js";

test("a spread is at most 5 % of the wait, at most 2 s, and at most the room that is left", () => {
  assert.equal(spreadMs(10_000, 60_000, 1), 500);
  assert.equal(spreadMs(10_000, 60_000, 0.5), 250);
  assert.equal(spreadMs(100_000, 60_000, 1), 2000);
  assert.equal(spreadMs(100_000, 30, 1), 30);
  assert.equal(spreadMs(100_000, -30, 1), 0);
  assert.equal(spreadMs(0, 60_000, 1), 0);
});
