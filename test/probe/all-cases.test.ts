import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { DOCUMENTED_STATUSES, NEWER_CODES, PAGE_CODES } from "../../src/catalog/documented-codes.js";
import { ALL_CASES } from "../../src/probe/all-cases.js";
import type { Expectation } from "../../src/probe/probe-case.js";
import { expectError } from "../../src/probe/probe-case.js";
import { findWhyNotRun } from "../../src/probe/why-not-run.js";

const ids = ALL_CASES.map(({ id }) => id);
const expectations: Expectation[] = ALL_CASES.flatMap(({ steps }) => steps.map(({ expects }) => expects));

test("every file in the folder of cases is in the list, under its own id", () => {
  const files = readdirSync(resolve("src/probe/cases")).map((name) => name.replace(/\.ts$/, ""));
  assert.deepEqual([...ids].sort(), files.sort());
});

test("every documented code of both editions of the page has a case", () => {
  for (const code of [...PAGE_CODES, ...NEWER_CODES]) {
    assert.ok(
      expectations.some((expected) => expected.kind === "error" && expected.code === code),
      code,
    );
  }
});

test("every documented status is expected somewhere, or is the one of a code that is", () => {
  const expected = new Set(
    expectations.map(
      (each) => each.status ?? { forbidden: 403, not_found: 404, stream_active: 409 }[String(code(each))],
    ),
  );
  assert.deepEqual(
    DOCUMENTED_STATUSES.filter((status) => !expected.has(status)),
    [],
  );
});

function code(expected: Expectation): string | null {
  return expected.kind === "error" ? expected.code : null;
}

test("a code to which the page gives no status takes any listed one; the others have the page's", () => {
  assert.deepEqual(expectError("unauthorized"), { kind: "error", code: "unauthorized", status: 401 });
  assert.deepEqual(expectError("sandbox_error"), { kind: "error", code: "sandbox_error", status: null });
});

test("a case without effect only reads, or names nothing to create, and never names an agent", () => {
  for (const { id, safety, steps } of ALL_CASES) {
    if (safety !== "no_effect") continue;
    assert.equal(steps.length, 1, id);
    for (const step of steps) {
      assert.doesNotMatch(JSON.stringify(step), /\{agent\}/, id);
      // Should the API create something all the same, clean-up knows what.
      assert.ok(step.method === "GET" || step.creates !== undefined, id);
    }
  }
});

test("only a case that may run an agent calls the chat, with a bound on turns and money", () => {
  for (const { id, safety, steps } of ALL_CASES) {
    for (const { method, path, body } of steps) {
      if (!(method === "POST" && path.startsWith("/v1/chat/"))) continue;
      assert.equal(safety, "runs_agent", id);
      assert.match(JSON.stringify(body), /"maxTurns":1,"maxBudgetUsd":0\.05/);
    }
  }
});

test("everything that a step creates is known to clean-up", () => {
  for (const { id, steps } of ALL_CASES) {
    for (const { method, path, creates } of steps) {
      if (method !== "POST" || !/^\/v1\/(?:sandboxes|mcp\/vaults)$/.test(path)) continue;
      assert.equal(creates, path.endsWith("vaults") ? "vault" : "sandbox", id);
    }
  }
});

const NOTHING_ALLOWED = { isMock: false, write: false, runAgent: false, hasAgent: true, keyProblem: null };

test("without leave nothing runs on a real API but what has no effect", () => {
  const running = ALL_CASES.filter((each) => findWhyNotRun(each, NOTHING_ALLOWED) === undefined);
  assert.deepEqual(new Set(running.map(({ safety }) => safety)), new Set(["no_effect"]));
  assert.ok(running.every(({ mockOnly }) => mockOnly === null));
  assert.ok(running.length >= 7);
});

test("--write allows what creates, and only --agent beside it what runs an agent", () => {
  const classes = (permissions: Partial<typeof NOTHING_ALLOWED>): unknown => [
    ...new Set(
      ALL_CASES.filter((each) => findWhyNotRun(each, { ...NOTHING_ALLOWED, ...permissions }) === undefined).map(
        ({ safety }) => safety,
      ),
    ),
  ];
  assert.deepEqual(classes({ write: true }), ["no_effect", "creates"]);
  assert.deepEqual(classes({ runAgent: true }), ["no_effect"]);
  assert.deepEqual(classes({ write: true, runAgent: true }), ["no_effect", "creates", "runs_agent"]);
});

test("without a key only the cases that send none run", () => {
  const all = { ...NOTHING_ALLOWED, isMock: true, write: true, runAgent: true, keyProblem: "there is none" };
  assert.deepEqual(
    ALL_CASES.filter((each) => findWhyNotRun(each, all) === undefined).map(({ id }) => id),
    ["unauthorized-no-key", "unauthorized-wrong-key"],
  );
});
