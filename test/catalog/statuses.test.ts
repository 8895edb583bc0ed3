import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CODES } from "../../src/catalog/all-codes.js";
import { STATUSES } from "../../src/catalog/statuses.js";

test("each status stands once, in rising order", () => {
  const numbers = STATUSES.map(({ status }) => status);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
});

for (const entry of STATUSES) {
  test(`${entry.status} has every part that its class needs`, () => {
    assert.ok(entry.name !== "" && entry.facts.length > 0 && entry.retryAdvice !== "");
    for (const cause of entry.causes) assert.match(cause, /^[a-z_]+\.[a-z_]+$/);
    const success = entry.status < 300;
    assert.equal(entry.retry === null, success);
    assert.equal(entry.causes.length === 0, success);
    assert.equal(entry.fixes.length === 0, success);
  });
}

test("statuses name exactly the codes that name them", () => {
  for (const { status, codes } of STATUSES) {
    const naming = ALL_CODES.filter(({ statuses }) => statuses.some((one) => one.status === status));
    assert.deepEqual([...codes].sort(), naming.map(({ code }) => code).sort(), String(status));
  }
});
