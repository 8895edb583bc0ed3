import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHttpDate } from "../../src/exchange/http-date.js";

/** RFC 9110, section 5.6.7: one time in all three forms. */
const RFC_EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);
const NOW = Date.UTC(2026, 5, 20, 10);

const DATES: readonly (readonly [string, number])[] = [
  ["Sun, 06 Nov 1994 08:49:37 GMT", RFC_EXAMPLE],
  ["Sunday, 06-Nov-94 08:49:37 GMT", RFC_EXAMPLE],
  ["Sun Nov  6 08:49:37 1994", RFC_EXAMPLE],
  ["Sat, 20 Jun 2026 10:01:00 GMT", NOW + 60_000],
  ["Saturday, 20-Jun-26 10:01:00 GMT", NOW + 60_000],
  ["Sat Jun 20 10:01:00 2026", NOW + 60_000],
  ["Thu, 29 Feb 2024 00:00:00 GMT", Date.UTC(2024, 1, 29)],
  ["Fri, 30 Jun 2017 23:59:60 GMT", Date.UTC(2017, 6, 1)],
];

for (const [text, ms] of DATES) {
  test(`${text} is read`, () => assert.equal(parseHttpDate(text, NOW), ms));
}

test("a two-digit year lies at most fifty years ahead", () => {
  assert.equal(parseHttpDate("Monday, 20-Jun-76 10:00:00 GMT", NOW), undefined, "a Saturday in 2076 - 100, no Monday");
  assert.equal(parseHttpDate("Saturday, 20-Jun-76 10:00:00 GMT", NOW), Date.UTC(2076, 5, 20, 10));
  assert.equal(parseHttpDate("Monday, 20-Jun-77 10:00:00 GMT", NOW), Date.UTC(1977, 5, 20, 10));
});

test("a two-digit year near the end of a century may lie in the next one", () => {
  assert.equal(parseHttpDate("Friday, 01-Jan-00 00:00:00 GMT", Date.UTC(2099, 11, 31)), Date.UTC(2100, 0, 1));
});

const REFUSED = [
  "",
  "now",
  "2026-06-20T10:01:00Z",
  "sat, 20 jun 2026 10:01:00 gmt",
  "Sun, 20 Jun 2026 10:01:00 GMT",
  "Sat, 20 Jun 2026 10:01:00",
  "Sat, 20 Jun 2026 10:01:00 UTC",
  "Sat, 20 Jun 2026 10:01:00 +0000",
  "Sat, 20 Jun 2026 24:00:00 GMT",
  "Sat, 20 Jun 2026 10:60:00 GMT",
  "Sat, 20 Jun 2026 10:00:61 GMT",
  "Tue, 31 Jun 2026 10:00:00 GMT",
  "Sun, 29 Feb 2026 10:00:00 GMT",
  "Sat, 20 Foo 2026 10:01:00 GMT",
  "Sat, 20 Jun 26 10:01:00 GMT",
  "Sat, 0 Jun 2026 10:01:00 GMT",
  " Sat, 20 Jun 2026 10:01:00 GMT",
  "Sat, 20 Jun 2026 10:01:00 GMT ",
  "Sat, 20-Jun-26 10:01:00 GMT",
  "Sat Jun 20 10:01:00 2026 GMT",
  "Sat Jun 6 10:01:00 2026",
];

for (const text of REFUSED) {
  test(`${JSON.stringify(text)} is no HTTP date`, () => assert.equal(parseHttpDate(text, NOW), undefined));
}
