import assert from "node:assert/strict";
import { test } from "node:test";
import { formatSeconds, parseDuration } from "../../src/text/duration.js";

const PARSED: readonly (readonly [string, number])[] = [
  ["0", 0],
  ["90", 90_000],
  ["90s", 90_000],
  ["500ms", 500],
  ["2m", 120_000],
  ["1h30m", 5_400_000],
  ["1h2m3s", 3_723_000],
  ["1s500ms", 1500],
  ["24h", 86_400_000],
];

for (const [text, ms] of PARSED) {
  test(`the duration ${text} is ${ms} ms`, () => assert.equal(parseDuration(text), ms));
}

const REFUSED = [
  "",
  " ",
  "s",
  "-1",
  "-1s",
  "+1s",
  "1.5s",
  "1e3",
  "0x10",
  "1 s",
  " 1s",
  "1S",
  "30m1h",
  "1d",
  "٣s",
  "1h1h",
];

for (const text of [...REFUSED, "9".repeat(20), "99999999999h", "Infinity", "NaN"]) {
  test(`${JSON.stringify(text)} is no duration`, () => assert.equal(parseDuration(text), undefined));
}

const FORMATTED: readonly (readonly [number, string])[] = [
  [0, "0 s"],
  [0.2, "1 s"],
  [59.01, "60 s"],
  [119, "119 s"],
  [120, "2 min"],
  [121, "2 min 1 s"],
  [3600, "1 h"],
  [5400, "1 h 30 min"],
  [86_399, "23 h 59 min"],
  [86_400, "1 d"],
  [90_061, "1 d 1 h"],
];

for (const [seconds, text] of FORMATTED) {
  test(`${seconds} seconds are written as ${text}`, () => assert.equal(formatSeconds(seconds), text));
}
