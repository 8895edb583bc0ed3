import assert from "node:assert/strict";
import { test } from "node:test";
import { fitLine } from "../../src/host/fit-line.js";

const measure = (codePoint: number) => (codePoint >= 0x3000 ? 2 : 1);

test("a text that fits is left as it is", () => {
  assert.equal(fitLine("12345", 5, measure), "12345");
  assert.equal(fitLine("字字", 4, measure), "字字");
});

test("a longer text is cut and ends in …", () => {
  assert.equal(fitLine("123456", 5, measure), "1234…");
});

test("wide characters count twice and are never cut in half", () => {
  assert.equal(fitLine("字字字", 5, measure), "字字…");
  assert.equal(fitLine("字字字", 4, measure), "字…");
  assert.equal(fitLine("a\u{1F600}b", 3, measure), "a…");
});

test("combining marks take no column", () => {
  assert.equal(fitLine("e\u0301e\u0301", 2, measure), "e\u0301e\u0301");
});

test("a character made a picture counts as two", () => {
  assert.equal(fitLine("\u2764\uFE0Fx", 2, measure), "\u2764…");
});

test("line breaks and escapes become spaces, so that it stays one line", () => {
  assert.equal(fitLine("a\nb\tc\u001B[2J", 80, measure), "a b c [2J");
});

test("no room gives no text", () => {
  for (const columns of [0, -1, -3]) assert.equal(fitLine("abc", columns, measure), "");
  assert.equal(fitLine("abc", 1, measure), "…");
});
