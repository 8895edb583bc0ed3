import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import { readHar } from "../../src/exchange/read-har.js";

/** What is known to be true of an exchange (`test/cases/README.md`). */
interface Expectation {
  readonly cause: string;
  readonly also?: string | readonly string[];
  readonly alt?: string | readonly string[];
  readonly code?: string | null;
  readonly reportedCode?: string | null;
  readonly retry?: string;
  readonly wait?: number | null;
  readonly source?: string | null;
  readonly fix?: string;
  readonly what?: string;
}

interface Case {
  readonly name: string;
  readonly expected: Expectation;
  readonly diagnoses: readonly Diagnosis[];
}

function readCases(file: string): Case[] {
  const text = readFileSync(resolve("test/cases", file), "utf8");
  const { log } = JSON.parse(text) as { log: { entries: readonly { _expect: Expectation }[] } };
  const exchanges = readHar(text) ?? [];
  assert.equal(exchanges.length, log.entries.length);
  return exchanges.map((exchange, i) => {
    const expected = log.entries[i]?._expect ?? { cause: "ok" };
    const { request, response } = exchange;
    const what = expected.what ?? `${request?.method} ${request?.url} → ${response?.status ?? "no answer"}`;
    return { name: `${file} ${i}: ${what}`, expected, diagnoses: diagnose(exchange) };
  });
}

const CASES = [...readCases("authored.har"), ...readCases("recorded.har")];

function isRight({ expected, diagnoses }: Case): boolean {
  if (expected.cause === "ok") return diagnoses.length === 0;
  const right = [expected.cause, expected.also ?? [], expected.alt ?? []].flat();
  return right.includes(diagnoses[0]?.cause ?? "nothing");
}

test("at least 97 of 100 labelled exchanges get their true cause first", (t) => {
  const wrong = CASES.filter((each) => !isRight(each));
  const share = (CASES.length - wrong.length) / CASES.length;
  t.diagnostic(`${CASES.length - wrong.length} of ${CASES.length} right (${(100 * share).toFixed(1)} %)`);
  const told = wrong.map(
    ({ name, expected, diagnoses }) =>
      `${name}\n  is ${expected.cause}, not ${diagnoses.map(({ cause }) => cause).join(", ") || "nothing"}`,
  );
  for (const line of told) t.diagnostic(line);
  assert.ok(share >= 0.97, told.join("\n"));
});

for (const { name, expected, diagnoses } of CASES) {
  if (expected.cause === "ok") {
    test(`nothing is found in ${name}`, () => {
      assert.deepEqual(
        diagnoses.map(({ cause }) => cause),
        [],
      );
    });
    continue;
  }
  const [first] = diagnoses;
  const told: Readonly<Record<string, unknown>> = {
    code: first?.code,
    reportedCode: first?.reportedCode,
    retry: first?.retry.class,
    wait: first?.retry.waitSeconds,
    source: first?.retry.source,
  };
  const wanted = Object.entries(expected).filter(([member]) => Object.hasOwn(told, member));
  for (const [member, value] of wanted) {
    test(`the ${member} is ${String(value)} in ${name}`, () => assert.equal(told[member], value));
  }
  if (expected.fix !== undefined) {
    const pattern = new RegExp(expected.fix, "i");
    test(`the fixes match ${pattern} in ${name}`, () => {
      assert.match((first?.fixes ?? []).map(({ text, command }) => `${text} ${command ?? ""}`).join("\n"), pattern);
    });
  }
}
