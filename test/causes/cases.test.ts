import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { isRight, readCases, tellWrong } from "./read-cases.js";

const CASES = readCases().map((each) => ({ ...each, diagnoses: diagnose(each.exchange) }));

test("at least 97 of 100 labelled exchanges get their true cause first", (t) => {
  const wrong = CASES.filter((each) => !isRight(each, each.diagnoses)).map((each) => tellWrong(each, each.diagnoses));
  const right = CASES.length - wrong.length;
  t.diagnostic(`${right} of ${CASES.length} right (${((100 * right) / CASES.length).toFixed(1)} %)`);
  for (const line of wrong) t.diagnostic(line);
  assert.ok(right / CASES.length >= 0.97, wrong.join("\n"));
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
