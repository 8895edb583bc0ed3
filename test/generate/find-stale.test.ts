import assert from "node:assert/strict";
import { test } from "node:test";
import { findStale } from "../../src/generate/find-stale.js";

const ARTEFACTS = [
  { path: "same", render: () => "text" },
  { path: "changed", render: () => "new" },
  { path: "missing", render: () => "made" },
];
const ON_DISK = new Map([
  ["same", "text"],
  ["changed", "old"],
]);

test("changed and missing files are stale, equal ones are not", () => {
  assert.deepEqual(
    findStale(ARTEFACTS, (path) => ON_DISK.get(path)),
    [
      { path: "changed", text: "new" },
      { path: "missing", text: "made" },
    ],
  );
});
