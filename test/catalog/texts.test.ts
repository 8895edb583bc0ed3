import assert from "node:assert/strict";
import { test } from "node:test";
import { NAMED_ENTRIES, readSentences } from "./catalogue-texts.js";
import { checkCommandLine } from "./check-command-line.js";

test("every text is a sentence that ends with a full stop and has no space at its edges", () => {
  for (const named of NAMED_ENTRIES) {
    for (const text of readSentences(named)) assert.match(text, /^\S.*[^\s.]\.$/, `${named.name}: ${text}`);
  }
});

test("no text begs, boasts or belittles", () => {
  for (const named of NAMED_ENTRIES) {
    for (const text of readSentences(named)) {
      assert.doesNotMatch(text, /\b(?:please|successfully|simply|just|easily|we|our)\b/i, `${named.name}: ${text}`);
    }
  }
});

test("no text is said twice within one entry", () => {
  for (const named of NAMED_ENTRIES) {
    const texts = readSentences(named);
    assert.equal(new Set(texts).size, texts.length, named.name);
  }
});

test("no text or example holds what looks like a real credential", () => {
  for (const named of NAMED_ENTRIES) {
    const { entry } = named;
    const body = "example" in entry ? entry.example.body : "";
    for (const text of [...readSentences(named), ...entry.fixes.map(({ command }) => command ?? ""), body]) {
      assert.doesNotMatch(text, /(?:21st_sk_|an_sk_|an_t_)[A-Za-z0-9]/, named.name);
    }
  }
});

test("every command of a fix is one of this program's, with options that it has", () => {
  for (const { name, entry } of NAMED_ENTRIES) {
    for (const { command } of entry.fixes) {
      if (command === null) continue;
      assert.equal(command.split(" ")[0], "sandbox-errors", name);
      assert.equal(checkCommandLine(command), undefined, `${name}: ${command}`);
    }
  }
});

test("a JSON value in a command parses", () => {
  for (const { name, entry } of NAMED_ENTRIES) {
    for (const { command } of entry.fixes) {
      for (const [, json = ""] of (command ?? "").matchAll(/-F '\w+=([^']*)'/g)) {
        assert.doesNotThrow(() => JSON.parse(json), `${name}: ${json}`);
      }
    }
  }
});
