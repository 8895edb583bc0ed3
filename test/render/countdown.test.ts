import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatLeft,
  renderLiveCountdown,
  renderWaitEnd,
  renderWaitMinute,
  renderWaitStart,
} from "../../src/render/countdown.js";

// Node reads this at each Date; nine hours from UTC shows who forgot the local time.
process.env["TZ"] = "Asia/Tokyo";
const wait = {
  leftMs: 42_000,
  nowMs: Date.UTC(2026, 0, 1, 5, 2, 30),
  attempt: 2,
  maxAttempts: 5,
  why: "The rate limit is reached",
};

const FORMS: readonly [columns: number, canPressEnter: boolean, wanted: string][] = [
  [117, true, "The rate limit is reached: 42 s left, until 14:03:12, attempt 2 of 5; Enter tries now, Ctrl-C gives up"],
  [77, true, "42 s left, until 14:03:12, attempt 2 of 5; Enter tries now, Ctrl-C gives up"],
  [77, false, "42 s left, until 14:03:12, attempt 2 of 5; Ctrl-C gives up"],
  [70, true, "42 s left, until 14:03:12, attempt 2 of 5; Enter: now, Ctrl-C: end"],
  [57, true, "42 s to 14:03:12 (2/5), Enter: now, Ctrl-C: end"],
  [37, true, "42 s to 14:03:12 2/5 Enter:now ^C:end"],
  [36, true, "42 s to 14:03:12 (2/5), Enter: now"],
  [37, false, "42 s to 14:03:12 (2/5), Ctrl-C: end"],
  [30, true, "42 s to 14:03:12 (2/5)"],
  [20, true, "42 s to 14:03:12"],
  [10, true, "42 s"],
  [0, true, "42 s"],
];
for (const [columns, canPressEnter, wanted] of FORMS) {
  test(`the live line for ${columns} columns is "${wanted}"${canPressEnter ? "" : " where Enter is not heard"}`, () => {
    assert.equal(renderLiveCountdown(wait, columns, canPressEnter), wanted);
  });
}

test("the live line fits wherever what is left fits, and never loses it", () => {
  for (const leftMs of [1, 999, 59_000, 119_000, 120_000, 3_599_000, 86_399_000, 364 * 86_400_000 - 1000]) {
    for (let columns = 0; columns < 130; columns += 1) {
      const line = renderLiveCountdown({ ...wait, leftMs }, columns, true);
      const left = formatLeft(leftMs);
      assert.ok(line.includes(left));
      assert.ok(line.length <= Math.max(columns, left.length), line);
    }
  }
});

test("what is left is exact to the second and rounded up", () => {
  const shown = [-5, 0, 1, 1000, 1001, 119_000, 119_001, 145_000, 3_600_000, 5_345_000, 90_061_000].map(formatLeft);
  assert.deepEqual(shown, [
    "0 s",
    "0 s",
    "1 s",
    "1 s",
    "2 s",
    "119 s",
    "2 min",
    "2 min 25 s",
    "1 h",
    "1 h 29 min 5 s",
    "1 d 1 h 1 min 1 s",
  ]);
});

test("an end on another day carries its date", () => {
  const line = renderWaitStart({ ...wait, leftMs: 36_000_000 });
  assert.equal(line, "The rate limit is reached: waiting 10 h, until 2026-01-02 00:02:30, then attempt 2 of 5.");
});

test("plain lines say start, minutes and end", () => {
  assert.equal(renderWaitStart(wait), "The rate limit is reached: waiting 42 s, until 14:03:12, then attempt 2 of 5.");
  assert.equal(renderWaitMinute({ ...wait, leftMs: 180_000 }), "Still waiting: 3 min left, until 14:05:30.");
  assert.equal(renderWaitEnd(42_000, 2, 5), "Waited 42 s; attempt 2 of 5 starts now.");
});
