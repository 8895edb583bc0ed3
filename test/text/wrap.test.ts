import assert from "node:assert/strict";
import { test } from "node:test";
import { displayWidth } from "../../src/text/display-width.js";
import { wrapText } from "../../src/text/wrap.js";

test("text is broken at spaces, at the last that fits", () => {
  assert.deepEqual(wrapText("one two three four", { width: 9 }), ["one two", "three", "four"]);
});

test("a line that fits exactly is not broken", () => {
  assert.deepEqual(wrapText("one two", { width: 7 }), ["one two"]);
});

test("further lines start under the text of the first one", () => {
  assert.deepEqual(wrapText("one two three", { width: 9, first: "1. " }), ["1. one", "   two", "   three"]);
});

test("the start of further lines can be given", () => {
  assert.deepEqual(wrapText("one two", { width: 5, first: "> ", rest: "| " }), ["> one", "| two"]);
});

test("a word that is longer than a line stays whole", () => {
  const url = "https://21st.dev/agents/docs/api-reference/errors";
  assert.deepEqual(wrapText(`see ${url} now`, { width: 12 }), ["see", url, "now"]);
});

test("line breaks of the text are kept, empty lines too", () => {
  assert.deepEqual(wrapText("a\n\nb", { width: 20 }), ["a", "", "b"]);
});

test("no line ends with a space", () => {
  assert.deepEqual(wrapText("a  b \n", { width: 20 }), ["a b", ""]);
});

test("wide characters count as two columns", () => {
  const lines = wrapText("日本 日本 日本", { width: 9 });
  assert.deepEqual(lines, ["日本 日本", "日本"]);
  for (const line of lines) assert.ok(displayWidth(line) <= 9);
});
