import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { textBody } from "../../src/exchange/exchange.js";
import { decideExit, gradeCase } from "../../src/probe/grade-run.js";
import type { CaseRun } from "../../src/probe/run-probe.js";

const NOTHING = {
  provokes: "",
  differences: [],
  reason: null,
  answer: "",
  diagnoses: [],
  durationMs: 0,
  exchanges: [],
  crash: null,
};

function run(outcome: CaseRun["outcome"], more: Partial<CaseRun> = {}): CaseRun {
  return { ...NOTHING, id: outcome, outcome, ...more };
}

const TIMES = { request: null, sentAt: null, receivedAt: null };
const LIMITED: Exchange = {
  ...TIMES,
  failure: null,
  response: {
    status: 429,
    headers: [{ name: "content-type", value: "application/json" }],
    body: textBody('{"error":{"code":"rate_limit_exceeded","message":"no","status":429,"retryAfter":9}}'),
    headersKnown: true,
  },
};
const REFUSED: Exchange = {
  ...TIMES,
  response: null,
  failure: { kind: "refused", code: "ECONNREFUSED", phase: "connect", message: "refused" },
};
const GOOD = run("as_documented");
const limited = run("inconclusive", { diagnoses: diagnose(LIMITED) });
const silent = run("inconclusive", { diagnoses: diagnose(REFUSED) });
const odd = run("inconclusive");
const unrun = run("not_run");
const usual = { drift: null, strict: false, lacksKey: false };

test("the exit of a run follows the table", () => {
  const table: readonly (readonly [readonly CaseRun[], Partial<typeof usual>, string])[] = [
    [[GOOD], {}, "ok"],
    [[GOOD, unrun], {}, "ok"],
    [[GOOD, unrun], { strict: true }, "ok"],
    [[GOOD, limited], {}, "ok"],
    [[GOOD, limited], { strict: true }, "try_later"],
    [[GOOD, silent], { strict: true }, "try_later"],
    [[GOOD, run("differs"), limited], {}, "finding"],
    [[limited, unrun], {}, "try_later"],
    [[silent, unrun], {}, "no_answer"],
    [[silent, limited], {}, "try_later"],
    [[odd, unrun], {}, "usage"],
    [[unrun], {}, "usage"],
    [[], {}, "usage"],
    [[GOOD, unrun], { lacksKey: true }, "key"],
    [[unrun], { lacksKey: true }, "key"],
    [[silent], { lacksKey: true }, "no_answer"],
    [[GOOD, run("inconclusive", { crash: new Error("a bug") })], {}, "internal"],
  ];
  for (const [cases, changes, wanted] of table)
    assert.equal(
      decideExit({ ...usual, ...changes, cases }),
      wanted,
      JSON.stringify([cases.map(({ id }) => id), changes]),
    );
});

test("with a baseline only drift is a finding, a vanished difference too", () => {
  const drift = { id: "as_documented", kind: "vanished", member: "x", documented: "a", seen: "b", note: null } as const;
  assert.equal(decideExit({ ...usual, drift: [], cases: [run("differs")] }), "ok");
  assert.equal(decideExit({ ...usual, drift: [drift], cases: [GOOD] }), "finding");
  assert.equal(gradeCase(run("differs"), []), "passed");
  assert.equal(gradeCase(run("differs"), null), "failed");
});
