import assert from "node:assert/strict";
import { test } from "node:test";
import { buildBody, EMPTY_LIST, readEmptyList, readFieldPath } from "../../../src/commands/request/read-fields.js";
import { UsageError } from "../../../src/commands/usage-error.js";

function build(...fields: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(
    JSON.stringify(buildBody(fields.map(([name, value]) => ({ path: readFieldPath(name, "-f"), value })))),
  );
}

const PATHS: readonly (readonly [string, readonly string[]])[] = [
  ["a", ["a"]],
  ["a[b]", ["a", "b"]],
  ["a[b][c]", ["a", "b", "c"]],
  ["a[]", ["a", ""]],
  ["a[][b]", ["a", "", "b"]],
  ["a.b", ["a.b"]],
  ["__proto__", ["__proto__"]],
];

for (const [name, path] of PATHS) {
  test(`the field name ${name} is read`, () => assert.deepEqual(readFieldPath(name, "-f"), path));
}

for (const name of ["", "[a]", "a[", "a]", "a[b", "a[b]c", "a[[b]]", "[]"]) {
  test(`${JSON.stringify(name)} is no field name`, () => assert.throws(() => readFieldPath(name, "-f"), UsageError));
}

const BODIES: Readonly<Record<string, readonly [readonly (readonly [string, unknown])[], unknown]>> = {
  "plain fields": [
    [
      ["a", "1"],
      ["b", 2],
    ],
    { a: "1", b: 2 },
  ],
  "nested fields": [
    [
      ["a[b]", 1],
      ["a[c][d]", 2],
    ],
    { a: { b: 1, c: { d: 2 } } },
  ],
  "a list": [
    [
      ["a[]", 1],
      ["a[]", "x"],
    ],
    { a: [1, "x"] },
  ],
  "a list of objects": [
    [
      ["a[][b]", 1],
      ["a[][c]", 2],
      ["a[][b]", 3],
    ],
    { a: [{ b: 1, c: 2 }, { b: 3 }] },
  ],
  "an empty list": [[["a[]", EMPTY_LIST]], { a: [] }],
  "an empty list within an object": [[["a[b][]", EMPTY_LIST]], { a: { b: [] } }],
  "an empty list that something follows": [
    [
      ["a[]", EMPTY_LIST],
      ["a[]", 1],
    ],
    { a: [1] },
  ],
  "a list of lists": [[["a[][]", 1]], { a: [[1]] }],
  "a value that is an object": [[["a", { b: [1] }]], { a: { b: [1] } }],
  "no field": [[], {}],
};

for (const [name, [fields, body]] of Object.entries(BODIES)) {
  test(`${name} make their body`, () => assert.deepEqual(build(...fields), body));
}

const CONTRADICTIONS: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  "a field twice": [
    ["a", 1],
    ["a", 2],
  ],
  "text and object": [
    ["a", 1],
    ["a[b]", 2],
  ],
  "object and list": [
    ["a[b]", 1],
    ["a[]", 2],
  ],
  "list and object": [
    ["a[]", 1],
    ["a[b]", 2],
  ],
  "object and text": [
    ["a[b]", 1],
    ["a", 2],
  ],
};

for (const [name, fields] of Object.entries(CONTRADICTIONS)) {
  test(`${name} contradict`, () => assert.throws(() => build(...fields), UsageError));
}

test("only a name that ends with [] and has no value is an empty list", () => {
  assert.deepEqual(readEmptyList("a[b][]", "-f"), ["a", "b", ""]);
  for (const given of ["a", "a[b]", "a[]=", "a[]=1", "=a[]"])
    assert.equal(readEmptyList(given, "-f"), undefined, given);
  assert.throws(() => readEmptyList("[][]", "-f"), UsageError);
});

test("names of the prototype become members, and change nothing else", () => {
  const body = buildBody([
    { path: ["__proto__", "polluted"], value: 1 },
    { path: ["constructor", "prototype", "polluted"], value: 1 },
  ]);
  assert.equal(JSON.stringify(body), '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
  assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
});
