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
      nowMs += 137 * round;
      while (bucket.take() === 0);
      const untilMs = nowMs + bucket.take() * 1000;
      nowMs = untilMs - 1;
      assert.equal(bucket.take(), 1, `${requests}/${perMs} 1 ms before`);
      nowMs = untilMs;
      assert.equal(bucket.take(), 0, `${requests}/${perMs} as told`);
    }
  }
});

test("the rate stays what it is, though refusals tell whole seconds", () => {
  let nowMs = 0;
  let served = 0;
  const bucket = new TokenBucket({ requests: 10, perMs: 2000 }, () => nowMs);
  for (; nowMs < 60_000; nowMs += 10) if (bucket.take() === 0) served += 1;
  // Ten at the start, and five a second.
  assert.ok(served >= 300 && served <= 310, String(served));
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
