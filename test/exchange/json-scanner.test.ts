import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { JsonScanner, type TextListener } from "../../src/exchange/json-scanner.js";

const NOBODY: TextListener = { isWanted: () => false, onText: () => {} };

/** Feeds a text in pieces of that many bytes. */
function scan(text: string | Uint8Array, size = 3, listener = NOBODY) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const scanner = new JsonScanner(listener);
  for (let at = 0; at < bytes.length; at += size) scanner.feed(bytes.subarray(at, at + size));
  return scanner.end();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("whatever JSON.stringify writes is JSON, in pieces of any size", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), (value, size, wide) => {
      assert.equal(scan(JSON.stringify(value, null, wide ? 2 : 0), size), null);
    }),
    { numRuns: 1000 },
  );
});

test("a text is JSON for the scanner if and only if it is for JSON.parse", () => {
  const piece = fc.constantFrom(
    ...'{}[]:,"\\ \n\t0123456789.eE+-truefalsnl/bxu é',
    '"a"',
    "true",
    "null",
    "1e5",
    "\\u00e9",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), (pieces, size) => {
      const text = pieces.join("");
      assert.equal(scan(text, size) === null, isJson(text), text);
    }),
    { numRuns: 20_000 },
  );
});

for (const [text, line, column, what] of [
  ["{bad", 1, 2, "a name in double quotes expected"],
  ['{"a" 1}', 1, 6, "a colon expected"],
  ['{"a":1 "b":2}', 1, 8, "a comma or } expected"],
  ["[1,\n 2 3]", 2, 4, "a comma or ] expected"],
  ["[1,]", 1, 4, "a value expected"],
  ['{"a":1,}', 1, 8, "a name in double quotes expected"],
  ['{"é":"ü\n"}', 1, 8, "a line break or control character within a text"],
  ['["\\x"]', 1, 4, "an escape that JSON does not have"],
  ['["\\u00g0"]', 1, 7, "an escape that JSON does not have"],
  ["{} {}", 1, 4, "nothing more expected"],
  ["[tru]", 1, 5, "tru is no value of JSON"],
  ['{"a":"b', 1, 8, "the end comes before the JSON is whole"],
  ["", 1, 1, "the end comes before the JSON is whole"],
  ["[1", 1, 3, "the end comes before the JSON is whole"],
] as const) {
  test(`${JSON.stringify(text)} is no JSON: ${what}`, () => {
    for (const size of [1, 2, 100]) assert.deepEqual(scan(text, size), { line, column, what });
  });
}

test("a byte order mark before it is read over; what is nested too deep is not judged", () => {
  assert.equal(scan("\ufeff{}"), null);
  assert.equal(scan(`${"[".repeat(600)}}`), null);
});

test("the texts at and below a wanted member are told, however they are nested and escaped, and no others", () => {
  const told: string[] = [];
  const text = JSON.stringify({
    a: "no",
    envs: { KEY: "one\n", list: ["twö", { deep: "three" }] },
    token: "four",
    b: [{ auth: "five" }, "no"],
    long: "x".repeat(20_000),
  });
  const listener = {
    isWanted: (name: string) => /^(?:envs|token|auth)$/.test(name),
    onText: (it: string) => void told.push(it),
  };
  assert.equal(scan(text, 7, listener), null);
  assert.deepEqual(told, ["one\n", "twö", "three", "four", "five"]);
});
