import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CODES } from "../../src/catalog/all-codes.js";
import { findNearest } from "../../src/catalog/find-nearest.js";
import { STATUSES } from "../../src/catalog/statuses.js";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import {
  catalogNames,
  codeEntries,
  findCatalogEntry,
  isCauseId,
  statusEntries,
} from "../../src/diagnosis/catalog-entry.js";
import { causeEntries, findCauseEntry } from "../../src/diagnosis/cause-entry.js";

test("every code, status and cause has an entry under its name", () => {
  for (const { code } of ALL_CODES)
    assert.deepEqual([findCatalogEntry(code)?.kind, findCatalogEntry(code)?.id], ["code", code]);
  for (const { status } of STATUSES) assert.equal(findCatalogEntry(String(status))?.kind, "status");
  for (const { id } of ALL_CAUSES) {
    assert.ok(isCauseId(id), id);
    assert.equal(findCauseEntry(id)?.id, id);
  }
});

test("the lists hold everything once", () => {
  assert.equal(codeEntries().length, ALL_CODES.length);
  assert.equal(statusEntries().length, STATUSES.length);
  assert.equal(causeEntries().length, ALL_CAUSES.length);
  const names = catalogNames();
  assert.equal(new Set(names).size, names.length);
  assert.equal(names.length, ALL_CODES.length + STATUSES.length + ALL_CAUSES.length);
  assert.deepEqual(
    catalogNames("status"),
    STATUSES.map(({ status }) => String(status)),
  );
});

test("a name is found only under the kind that is asked for", () => {
  assert.equal(findCatalogEntry("not_found", "status"), undefined);
  assert.equal(findCatalogEntry("404", "code"), undefined);
  assert.equal(findCatalogEntry("404", "status")?.id, "404");
});

for (const name of ["", "nonsense", "constructor", "__proto__", "toString", "Not_Found", "40", "4040", "key"]) {
  test(`${JSON.stringify(name)} is nothing in the catalogue`, () => {
    assert.equal(findCatalogEntry(name), undefined);
    assert.equal(findCauseEntry(name), undefined);
    assert.ok(!isCauseId(name));
  });
}

test("every entry has all members, and points only at what exists", () => {
  const codes = new Set(catalogNames("code"));
  const all = [...codeEntries(), ...statusEntries(), ...causeEntries()];
  const members = Object.keys(all[0] ?? {}).sort();
  for (const entry of all) {
    assert.deepEqual(Object.keys(entry).sort(), members, entry.id);
    assert.ok(entry.title !== "" && entry.meaning.text !== "" && entry.retry.advice !== "", entry.id);
    for (const { id, title } of entry.causes) assert.equal(title, findCauseEntry(id)?.title, `${entry.id}: ${id}`);
    for (const code of entry.codes) assert.ok(codes.has(code), `${entry.id}: ${code}`);
    for (const other of entry.related) assert.ok(codes.has(other) || isCauseId(other), `${entry.id}: ${other}`);
  }
});

const MISSPELT: readonly (readonly [string, string])[] = [
  ["stream_activ", "stream_active"],
  ["STREAM_ACTIVE", "stream_active"],
  ["stream-active", "stream_active"],
  ["unauthorised", "unauthorized"],
  ["rate_limit", "rate_limit_exceeded"],
  ["key.mangeld", "key.mangled"],
  ["430", "400"],
];

for (const [word, wanted] of MISSPELT) {
  test(`${word} is near ${wanted}`, () => assert.ok(findNearest(word, catalogNames()).includes(wanted)));
}

test("a word of nothing is near nothing, and at most three are named", () => {
  assert.deepEqual(findNearest("xyzzyxyzzy", catalogNames()), []);
  assert.ok(findNearest("not_found", catalogNames()).length <= 3);
});
