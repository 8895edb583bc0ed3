import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRateLimit } from "../../src/mock/parse-rate-limit.js";
import { TokenBucket } from "../../src/mock/rate-limit.js";

test("a rate is requests and a duration", () => {
  assert.deepEqual(parseRateLimit("10/1m"), { requests: 10, perMs: 60_000 });
  assert.deepEqual(parseRateLimit("5/s"), { requests: 5, perMs: 1000 });
  for (const text of ["", "10", "0/1m", "10/0s", "-1/1m", "10/1y", "x/1m", "1.5/1s"]) {
    assert.equal(parseRateLimit(text), undefined, text);
  }
});

test("who waits as long as was told is served, and a moment earlier is not", () => {
  for (const [requests, perMs] of [
    [10, 60_000],
    [3, 1000],
    [7, 60_000],
    [1, 5000],
    [1000, 1000],
  ] as const) {
    let nowMs = 0;
    const bucket = new TokenBucket({ requests, perMs }, () => nowMs);
    for (let i = 0; i < requests; i += 1) assert.equal(bucket.take(), 0);
    for (let round = 0; round < 5; round += 1) {
      const waitSeconds = bucket.take();
      assert.ok(waitSeconds >= 1);
      // Whole seconds: the true wait is at most one second less.
      if (waitSeconds > 1) {
        nowMs += (waitSeconds - 1) * 1000 - 1;
        assert.ok(bucket.take() > 0);
        nowMs += 1001;
      } else nowMs += 1000;
      assert.equal(bucket.take(), 0, `${requests}/${perMs} after ${waitSeconds} s`);
      while (bucket.take() === 0);
    }
  }
});

test("a clock that is set back gives nothing back", () => {
  let nowMs = 10_000;
  const bucket = new TokenBucket({ requests: 1, perMs: 1000 }, () => nowMs);
  assert.equal(bucket.take(), 0);
  nowMs = 0;
  assert.equal(bucket.take(), 1);
  nowMs = 1000;
  assert.equal(bucket.take(), 0);
});
