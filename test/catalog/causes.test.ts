import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { NAMED_ENTRIES } from "./catalogue-texts.js";

const CAUSES = new Map(ALL_CAUSES.map((cause) => [cause.id, cause]));

test("every cause that the catalogue names exists", () => {
  for (const { name, entry } of NAMED_ENTRIES) {
    for (const id of entry.causes) assert.ok(CAUSES.has(id), `${name}: ${id}`);
  }
});

test("a code or status is retried as its likeliest cause is", () => {
  for (const { name, entry } of NAMED_ENTRIES) {
    const [likeliest] = entry.causes;
    if (likeliest !== undefined) assert.equal(entry.retry, CAUSES.get(likeliest)?.retry, name);
  }
});
