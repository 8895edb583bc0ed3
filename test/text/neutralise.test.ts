import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeInJson, neutraliseLine, neutraliseStyled, neutraliseText } from "../../src/text/neutralise.js";

const DANGEROUS: Readonly<Record<string, string>> = {
  "an escape character": "\u001b",
  "the one-character CSI": "\u009b",
  "a bell": "\u0007",
  "a backspace": "\b",
  "a NUL": "\u0000",
  "a lone carriage return": "\r",
  "a vertical tab": "\v",
  "a delete": "\u007f",
  "a right-to-left override": "\u202e",
  "a right-to-left isolate": "\u2067",
  "an Arabic letter mark": "\u061c",
  "a zero-width space": "\u200b",
  "a zero-width joiner": "\u200d",
  "a word joiner": "\u2060",
  "a soft hyphen": "\u00ad",
  "a byte order mark": "\ufeff",
  "a Hangul filler": "\u3164",
  "a Mongolian vowel separator": "\u180e",
  "a line separator": "\u2028",
  "a tag letter": "\u{e0041}",
  "a variation selector supplement": "\u{e0100}",
  "a lone surrogate": "\ud800",
};

for (const [name, character] of Object.entries(DANGEROUS)) {
  test(`${name} becomes a visible escape`, () => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    assert.equal(neutraliseText(`a${character}b`), `a\\u{${code}}b`);
    assert.equal(neutraliseLine(`a${character}b`), `a\\u{${code}}b`);
  });

  test(`${name} in JSON becomes an escape of the same value`, () => {
    const json = `"a${character}b"`;
    const escaped = escapeInJson(json);
    assert.ok(!escaped.includes(character));
    assert.equal(JSON.parse(escaped), `a${character}b`);
  });
}

test("line feeds and tabs stay in text, and are spaces in a line", () => {
  assert.equal(neutraliseText("a\tb\nc\r\nd"), "a\tb\nc\nd");
  assert.equal(neutraliseLine("  a\tb\n\t c\r\nd \n"), "a b c d");
});

test("letters, accents, emoji and right-to-left words stay as they are", () => {
  const text = "Größe naïve 日本語 שלום مرحبا 🚀 ½ → “quoted” e\u0301";
  assert.equal(neutraliseText(text), text);
});

const WORKFLOW_COMMANDS = ["::error::x", "::set-output name=a::b", "  ::add-mask::x", "a\n::warning file=b::c"];

for (const text of [...WORKFLOW_COMMANDS, "##[error]x", "a ##[command]b"]) {
  test(`${JSON.stringify(text)} is no workflow command any more`, () => {
    assert.doesNotMatch(neutraliseText(text), /^[ \t]*::|##\[/m);
  });
}

test("colours of our own stay, every other sequence goes", () => {
  assert.equal(neutraliseStyled("\u001b[31mred\u001b[0m"), "\u001b[31mred\u001b[0m");
  for (const sequence of ["\u001b[2J", "\u001b]0;title\u0007", "\u001b[31;1H", "\u001bc"]) {
    assert.doesNotMatch(neutraliseStyled(`a${sequence}b`), /\u001b/);
  }
});
