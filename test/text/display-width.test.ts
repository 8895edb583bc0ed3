import assert from "node:assert/strict";
import { test } from "node:test";
import { displayWidth } from "../../src/text/display-width.js";

const WIDTHS: readonly (readonly [string, number])[] = [
  ["", 0],
  ["plain text", 10],
  ["Größe", 5],
  ["e\u0301", 1],
  ["日本", 4],
  ["ｆｕｌｌ", 8],
  ["🚀", 2],
  ["✓ ok", 4],
  ["…", 1],
];

for (const [text, width] of WIDTHS) {
  test(`${JSON.stringify(text)} takes ${width} columns`, () => assert.equal(displayWidth(text), width));
}
