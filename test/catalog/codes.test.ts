import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ALL_CODES } from "../../src/catalog/all-codes.js";
import type { CodeEntry } from "../../src/catalog/code-entry.js";
import { CODE_STATUS, isDocumentedCode, PAGE_CODES } from "../../src/catalog/documented-codes.js";
import { STATUSES } from "../../src/catalog/statuses.js";

const KNOWN = new Set(ALL_CODES.map(({ code }) => code));

test("each file of codes is named after the code that it holds, and holds one", () => {
  const files = readdirSync("src/catalog/codes").sort();
  assert.deepEqual(files, [...KNOWN].map((code) => `${code}.ts`).sort());
  for (const file of files) {
    const text = readFileSync(`src/catalog/codes/${file}`, "utf8");
    assert.deepEqual(
      [...text.matchAll(/^ {2}code: "(.*)",$/gm)].map(([, code]) => `${code}.ts`),
      [file],
    );
  }
});

for (const entry of ALL_CODES) {
  test(`${entry.code} has every part`, () => {
    assert.match(entry.code, /^[a-z]+(?:_[a-z]+)*$/);
    for (const part of [entry.statuses, entry.facts, entry.open, entry.causes, entry.fixes, entry.related]) {
      assert.ok(part.length > 0);
    }
    assert.ok(entry.meaning.text !== "" && entry.retryAdvice !== "");
  });

  test(`${entry.code} names causes, related codes and statuses that have the right form and exist`, () => {
    for (const cause of entry.causes) assert.match(cause, /^[a-z_]+\.[a-z_]+$/);
    for (const code of entry.related) assert.ok(KNOWN.has(code) && code !== entry.code, code);
    for (const { status } of entry.statuses)
      assert.ok(
        STATUSES.some((known) => known.status === status),
        String(status),
      );
    for (const list of [entry.causes, entry.related, entry.statuses.map(({ status }) => status)]) {
      assert.equal(new Set<unknown>(list).size, list.length);
    }
  });

  test(`${entry.code} has an example that is JSON, carries the code and one of its statuses`, () => {
    const { code, status } = readExample(entry);
    assert.equal(code, entry.code);
    assert.ok(status === undefined || status === entry.example.status);
    assert.ok(entry.statuses.some((known) => known.status === entry.example.status));
  });
}

/** Reads code and status from the documented, the nested or the flat form. */
function readExample({ example }: CodeEntry): { code: unknown; status: unknown } {
  const body: { error: string | { code: string; status?: number }; status?: number } = JSON.parse(example.body);
  return typeof body.error === "string"
    ? { code: body.error, status: body.status }
    : { code: body.error.code, status: body.error.status };
}

test("the examples of the page's codes have the documented form and the status that the table of codes gives", () => {
  for (const entry of ALL_CODES.filter(({ code }) => (PAGE_CODES as readonly string[]).includes(code))) {
    assert.equal(readExample(entry).status, entry.example.status, entry.code);
    if (isDocumentedCode(entry.code)) assert.equal(entry.example.status, CODE_STATUS[entry.code].status, entry.code);
  }
});

test("codes of the deploy API say that they are not of this one", () => {
  const deploy = ALL_CODES.filter(({ causes }) => causes.includes("route.wrong_host"));
  assert.equal(deploy.length, 14);
  for (const { code, facts } of deploy)
    assert.ok(
      facts.some(({ text }) => text.includes("deploy API at an.dev")),
      code,
    );
});
