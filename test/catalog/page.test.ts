import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CODES } from "../../src/catalog/all-codes.js";
import { DOCUMENTED_STATUSES, NEWER_CODES, PAGE_CODES } from "../../src/catalog/documented-codes.js";
import { STATUSES } from "../../src/catalog/statuses.js";
import { readErrorsPage } from "./read-errors-page.js";

const page = readErrorsPage();

/** The page's description as a sentence. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

test("the page lists eight codes, eleven statuses and three examples", () => {
  assert.deepEqual([...page.codes.keys()], [...PAGE_CODES]);
  assert.deepEqual([...page.statuses.keys()], [200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 503]);
  assert.deepEqual([...page.examples.keys()], ["invalid_request", "unauthorized", "rate_limit_exceeded"]);
  assert.deepEqual(DOCUMENTED_STATUSES, [...page.statuses.keys(), 422]);
});

for (const [code, what] of page.codes) {
  test(`${code} is in the catalogue as documented, in the page's words`, () => {
    const entry = ALL_CODES.find((candidate) => candidate.code === code);
    assert.equal(entry?.provenance, "documented");
    assert.deepEqual(entry?.meaning, { text: sentence(what), provenance: "documented" });
  });
}

for (const [status, what] of page.statuses) {
  test(`${status} is in the catalogue as documented, in the page's words`, () => {
    const entry = STATUSES.find((candidate) => candidate.status === status);
    const [name = "", meaning = ""] = what.split(" — ");
    assert.equal(entry?.provenance, "documented");
    assert.equal(entry?.name, status === 200 ? "OK" : name);
    assert.deepEqual(entry?.meaning, { text: sentence(meaning), provenance: "documented" });
  });
}

for (const [code, body] of page.examples) {
  test(`${code} has the page's own example and the status that it shows`, () => {
    const entry = ALL_CODES.find((candidate) => candidate.code === code);
    assert.equal(entry?.example.provenance, "documented");
    assert.deepEqual(JSON.parse(entry?.example.body ?? ""), body);
    assert.deepEqual(entry?.statuses[0], { status: entry?.example.status, provenance: "documented" });
  });
}

test("nothing is marked documented that the page does not list", () => {
  for (const { code, provenance, meaning, statuses, example } of ALL_CODES) {
    if (page.codes.has(code)) continue;
    const marks = [provenance, meaning.provenance, example.provenance, ...statuses.map((one) => one.provenance)];
    assert.ok(!marks.includes("documented"), code);
  }
  for (const { status, provenance, meaning } of STATUSES) {
    if (page.statuses.has(status)) continue;
    assert.ok(provenance !== "documented" && meaning.provenance !== "documented", String(status));
  }
});

test("a status is documented for a code only where an example of the page pairs the two", () => {
  for (const { code, statuses, example } of ALL_CODES) {
    const marked = statuses.some(({ provenance }) => provenance === "documented");
    assert.equal(marked, page.examples.has(code), code);
    assert.equal(example.provenance === "documented", page.examples.has(code), code);
  }
});

test("exactly the four codes of the newer edition are marked as its own", () => {
  const newer = ALL_CODES.filter(({ provenance }) => provenance === "newer_page").map(({ code }) => code);
  assert.deepEqual(newer.sort(), [...NEWER_CODES].sort());
});

test("500, 503, sandbox_error and budget_exceeded say what the page leaves open about them", () => {
  const openOf = (name: string | number): string =>
    (ALL_CODES.find(({ code }) => code === name) ?? STATUSES.find(({ status }) => status === name))?.open.join(" ") ??
    "";
  for (const status of [500, 503]) assert.match(openOf(status), /gives no code/);
  for (const code of ["sandbox_error", "budget_exceeded"]) assert.match(openOf(code), /gives no status/);
  assert.match(openOf("rate_limit_exceeded"), /states no limits/);
});
