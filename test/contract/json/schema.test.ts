import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { NEWER_CODES, PAGE_CODES } from "../../../src/catalog/documented-codes.js";
import { KEY_SOURCES } from "../../../src/catalog/key-source.js";
import { PROVENANCES } from "../../../src/catalog/provenance.js";
import { RETRY_CLASSES } from "../../../src/catalog/retry-class.js";
import { ALL_CAUSES } from "../../../src/causes/all-causes.js";
import { COMMANDS } from "../../../src/commands/all-commands.js";
import { diagnose } from "../../../src/diagnosis/diagnose.js";
import { EXITS } from "../../../src/diagnosis/exit-code.js";
import { VERDICTS } from "../../../src/diagnosis/verdict.js";
import { DEVIATIONS, SHAPES } from "../../../src/exchange/envelope.js";
import { FAILURE_KINDS, PHASES } from "../../../src/exchange/exchange.js";
import { WAIT_SOURCES } from "../../../src/exchange/wait.js";
import { buildOutputSchema } from "../../../src/render/output-schema.js";
import { findFaults, SHIPPED_SCHEMA } from "./run-json.js";

const nodes = [...walk(SHIPPED_SCHEMA)];

function* walk(node: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(node)) for (const item of node) yield* walk(item);
  else if (typeof node === "object" && node !== null) {
    yield node as Record<string, unknown>;
    for (const member of Object.values(node)) yield* walk(member);
  }
}

test("the schema that ships is the one that the sources give", () => {
  assert.deepEqual(SHIPPED_SCHEMA, buildOutputSchema());
});

test("the package exports the schema and ships it", () => {
  const manifest = JSON.parse(readFileSync(resolve("package.json"), "utf8"));
  assert.equal(manifest.exports["./schema.json"], "./src/output.schema.json");
  assert.equal(manifest.exports["./package.json"], "./package.json");
  assert.ok(manifest.files.includes("src/output.schema.json"));
});

test("the schema is a valid JSON Schema of draft 2020-12, strictly read", () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  assert.equal(ajv.validateSchema(SHIPPED_SCHEMA, true), true);
  assert.doesNotThrow(() => ajv.compile(SHIPPED_SCHEMA));
});

test("every object in the schema is closed, and each of its members is described", () => {
  const objects = nodes.filter((node) => typeof node["properties"] === "object" && "additionalProperties" in node);
  const open = nodes.filter((node) => node["type"] === "object" && !("oneOf" in node) && !objects.includes(node));
  assert.deepEqual(open, []);
  assert.ok(objects.length > 20);
  for (const object of objects) {
    assert.equal(object["additionalProperties"], false);
    for (const [name, member] of Object.entries(object["properties"] as Record<string, Record<string, unknown>>)) {
      assert.equal(typeof member["description"], "string", `${name} has no description`);
    }
  }
});

test("every member of a duration or a size names its unit in its description", () => {
  for (const node of nodes) {
    for (const [name, member] of Object.entries(
      (node["properties"] ?? {}) as Record<string, { description: string }>,
    )) {
      if (/Ms$/.test(name)) assert.match(member.description, /in ms\b/, name);
      if (/Seconds$/.test(name)) assert.match(member.description, /in seconds\b/, name);
      if (/bytes$/i.test(name)) assert.match(member.description, /\bbytes\b/, name);
    }
  }
});

const TABLES: Readonly<Record<string, readonly string[]>> = {
  causes: ALL_CAUSES.map(({ id }) => id),
  codes: [...PAGE_CODES, ...NEWER_CODES],
  commands: COMMANDS.map(({ spec }) => spec.name),
  deviations: DEVIATIONS,
  "failure kinds": FAILURE_KINDS,
  "key sources": KEY_SOURCES,
  phases: PHASES,
  provenances: PROVENANCES,
  "retry classes": RETRY_CLASSES,
  shapes: SHAPES,
  verdicts: VERDICTS,
  "wait sources": WAIT_SOURCES,
};

for (const [what, names] of Object.entries(TABLES)) {
  test(`the schema names all ${what}, and no others`, () => {
    const enums = nodes.flatMap((node) =>
      Array.isArray(node["enum"]) ? [node["enum"].filter((name) => name !== null)] : [],
    );
    assert.ok(enums.some((list) => list.length === names.length && names.every((name) => list.includes(name))));
  });
}

test("the schema names every exit with its code, and every command has a document of its own", () => {
  const definitions = (SHIPPED_SCHEMA as { $defs: Record<string, { properties: Record<string, { const: unknown }> }> })
    .$defs;
  for (const [name, code] of Object.entries(EXITS)) {
    assert.equal(definitions[`exit_${name}`]?.properties["code"]?.const, code);
    assert.equal(definitions[`exit_${name}`]?.properties["name"]?.const, name);
  }
  const constants = nodes.map((node) => node["const"]);
  for (const { spec } of COMMANDS) assert.ok(constants.includes(spec.name), spec.name);
});

const GOOD = { schemaVersion: 1, command: "explain", exit: { code: 0, name: "ok" }, error: null };

test("the diagnoses of every cause's examples are true to the schema", () => {
  for (const cause of ALL_CAUSES) {
    for (const { what, exchange } of cause.examples) {
      const reports = [{ diagnoses: diagnose(exchange), attempts: [] }];
      assert.equal(findFaults({ ...GOOD, reports, entries: [] }), null, `${cause.id}: ${what}`);
    }
  }
});

test("a member that the schema does not name fails, wherever it stands", () => {
  const [cause] = ALL_CAUSES;
  const exchange = cause?.examples[0]?.exchange;
  assert.ok(exchange !== undefined);
  const document = { ...GOOD, reports: [{ diagnoses: diagnose(exchange), attempts: [] }], entries: [] };
  assert.equal(findFaults(document), null);
  let places = 0;
  for (const place of walk(document)) {
    places += 1;
    const broken = structuredClone(document);
    const same = [...walk(broken)][places - 1];
    assert.ok(same !== undefined && Object.keys(same).join() === Object.keys(place).join());
    same["surprise"] = 1;
    assert.notEqual(findFaults(broken), null, `open at ${Object.keys(place).join()}`);
  }
  assert.ok(places > 8);
});

test("a document that lacks a member, or whose exit has another's code, fails", () => {
  const document: Record<string, unknown> = { ...GOOD, reports: [], entries: [] };
  for (const name of Object.keys(document)) {
    const { [name]: _, ...rest } = document;
    assert.notEqual(findFaults(rest), null, name);
  }
  assert.notEqual(findFaults({ ...document, exit: { code: 3, name: "ok" } }), null);
  assert.notEqual(findFaults({ ...document, exit: { code: 1, name: "nonsense" } }), null);
  assert.notEqual(findFaults({ ...document, schemaVersion: 2 }), null);
});
