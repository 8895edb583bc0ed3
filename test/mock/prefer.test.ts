import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePrefer } from "../../src/mock/prefer.js";

const CASES: readonly (readonly [string, Record<string, string>])[] = [
  ["", {}],
  ["code=not_found", { code: "not_found" }],
  ["Code = not_found", { code: "not_found" }],
  ['code="not_found"', { code: "not_found" }],
  ['code="a\\"b,c;d"', { code: 'a"b,c;d' }],
  ["code=rate_limit_exceeded, wait=3,times=1", { code: "rate_limit_exceeded", wait: "3", times: "1" }],
  ["code=rate_limit_exceeded; wait=3", { code: "rate_limit_exceeded", wait: "3" }],
  ["code=a; wait=3, wait=4", { code: "a", wait: "4" }],
  ["code=a, code=b", { code: "a" }],
  ["hold", { hold: "" }],
  ["respond-async, hold, code", { "respond-async": "", hold: "", code: "" }],
  [',, ;, =x, "y"=z, hold', { hold: "" }],
  ['code="never closed, wait=3', { code: '"never closed, wait=3' }],
];

for (const [header, expected] of CASES) {
  test(`Prefer: ${header || "(empty)"} is read as ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(Object.fromEntries(parsePrefer(header)), expected);
  });
}
