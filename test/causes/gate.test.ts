import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import type { Cause } from "../../src/causes/cause.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { checkCommandLine } from "../catalog/check-command-line.js";
import { EXPECTED_CAUSES } from "./expected-causes.js";
import { EXPECTED_FIXES } from "./expected-fixes.js";

/** The folder of the compiled causes: one file each, named as its source. */
const CAUSES_FOLDER = join(__dirname, "../../src/causes");

function textsOf(cause: Cause): string[] {
  return [cause.title, cause.explanation, cause.proof, ...cause.fixes.map(({ text }) => text)];
}

/** Every text that its rule writes for its examples, with the values of an exchange in it. */
function writtenTextsOf(cause: Cause): string[] {
  return cause.examples.flatMap(({ exchange }) => {
    const [first] = diagnose(exchange);
    return first === undefined ? [] : [first.explanation, ...first.fixes.map(({ text }) => text)];
  });
}

test("the causes are those that were decided on, each once", () => {
  assert.deepEqual(ALL_CAUSES.map(({ id }) => id).sort(), Object.keys(EXPECTED_CAUSES).sort());
});

test("what fixes must say is written down only of causes that exist", () => {
  for (const id of Object.keys(EXPECTED_FIXES)) assert.ok(Object.hasOwn(EXPECTED_CAUSES, id), id);
});

for (const cause of ALL_CAUSES) {
  const { id } = cause;

  test(`${id} has retry class, severity and code as decided`, () => {
    assert.deepEqual({ retry: cause.retry, severity: cause.severity, code: cause.code }, EXPECTED_CAUSES[id]);
  });

  test(`${id} has every part`, () => {
    assert.ok(cause.title.length < 60, `the title has ${cause.title.length} characters`);
    assert.ok(cause.fixes.length > 0, "it needs a fix");
    for (const text of textsOf(cause)) assert.ok(text.trim() === text && text !== "", JSON.stringify(text));
    for (const text of [cause.explanation, cause.proof]) assert.match(text, /\.$/);
    assert.doesNotMatch(cause.title, /\.$/);
    assert.ok(cause.examples.length >= 2, "it needs at least two examples");
    const words = cause.examples.map(({ what }) => what);
    assert.ok(new Set(words).size === words.length && !words.includes(""), "each example says what was done");
  });

  test(`${id} stands in the file of its name`, () => {
    const [layer = "", name] = id.split(".");
    const folder = name === undefined ? "." : layer.replaceAll("_", "-");
    const file = `${(name ?? layer).replaceAll("_", "-")}.js`;
    assert.ok(readdirSync(join(CAUSES_FOLDER, folder)).includes(file), `src/causes/${folder}/${file}`);
  });

  test(`${id} beats only causes that exist, and never itself`, () => {
    for (const other of cause.beats ?? []) assert.ok(Object.hasOwn(EXPECTED_CAUSES, other) && other !== id, other);
  });

  test(`${id} speaks without begging or boasting, and its fixes are sentences`, () => {
    const texts = [...textsOf(cause), ...writtenTextsOf(cause)];
    for (const text of texts) assert.doesNotMatch(text, /\b(?:please|successfully|simply)\b/i);
    const fixes = [...cause.fixes, ...cause.examples.flatMap(({ exchange }) => diagnose(exchange)[0]?.fixes ?? [])];
    for (const { text } of fixes) assert.match(text, /[^.]\.$/);
  });

  test(`${id} proposes only commands that can be run today`, () => {
    const written = cause.examples.flatMap(({ exchange }) => diagnose(exchange)[0]?.fixes ?? []);
    for (const { command } of [...cause.fixes, ...written]) {
      if (command !== null) assert.equal(checkCommandLine(command), undefined, command);
    }
  });

  for (const { what, exchange } of cause.examples) {
    for (const pattern of EXPECTED_FIXES[id] ?? []) {
      test(`${id} says ${pattern} in its fixes for: ${what}`, () => {
        const found = diagnose(exchange).find((diagnosis) => diagnosis.cause === id);
        assert.match((found?.fixes ?? []).map(({ text, command }) => `${text} ${command ?? ""}`).join("\n"), pattern);
      });
    }

    test(`${id} comes first for: ${what}`, () => {
      const [first, ...rest] = diagnose(exchange);
      assert.equal(first?.cause, id);
      assert.ok(first.evidence.length > 0, "it says what was seen");
      const rivals = rest.filter(({ confidence, severity }) => confidence === "certain" && severity === "error");
      assert.deepEqual(
        rivals.map(({ cause: rival }) => rival),
        [],
        "what stands beside it is not certain",
      );
    });
  }
}
