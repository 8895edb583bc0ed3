import assert from "node:assert/strict";
import { test } from "node:test";
import { readIdForm } from "../../src/catalog/id-form.js";
import { ABSENT_SANDBOX_ID, createIdMaker } from "../../src/mock/make-id.js";

test("ids differ and have the form of a UUID v4 even where chance always says the same", () => {
  for (const number of [0, 0.5, 1 - Number.EPSILON]) {
    const makeId = createIdMaker(() => number);
    const ids = Array.from({ length: 100 }, makeId);
    assert.equal(new Set(ids).size, 100);
    assert.ok(ids.every((id) => readIdForm(id) === "uuid" && id !== ABSENT_SANDBOX_ID));
  }
});
