import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredDocumented } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { EXITS, type ExitName, exitOfReport } from "../../src/diagnosis/exit-code.js";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import { EXPECTED_CAUSES } from "../causes/expected-causes.js";

const [MODEL] = diagnose(answeredDocumented({}, 418, "teapot_mode", "I refuse"));

function found(cause: string, members: Partial<Diagnosis> = {}): Diagnosis {
  assert.ok(MODEL !== undefined);
  const severity = EXPECTED_CAUSES[cause]?.severity ?? "error";
  return { ...MODEL, cause, layer: cause.split(".")[0] ?? cause, severity, ...members };
}

function waiting(cause: string, waitSeconds: number | null): Diagnosis {
  const retry = { class: "with_backoff", waitSeconds, source: "body", at: null } as const;
  return found(cause, { retry });
}

test("the numbers of the exit codes are those that scripts rely on", () => {
  assert.deepEqual(EXITS, {
    ok: 0,
    finding: 1,
    usage: 2,
    key: 3,
    refused: 4,
    server: 5,
    no_answer: 6,
    internal: 70,
    try_later: 75,
  });
});

/** The table of exit codes, row by row: a whole layer with `.*`, but for the causes that another row names. */
const TABLE: Readonly<Partial<Record<ExitName, readonly string[]>>> = {
  ok: ["stream.idle", "stream.cancelled", "key.leaked", "request.options_dropped"],
  key: ["key.*", "token.*", "access.forbidden"],
  server: [
    ...["server.*", "gateway.error", "sandbox.runtime_error", "sandbox.unavailable", "billing.check_failed"],
    "stream.*",
  ],
  no_answer: ["network.*", "gateway.not_the_api", "access.blocked_by_gateway", "route.wrong_host"],
  try_later: ["rate_limit.*", "gateway.rate_limited"],
  refused: ["stream.active", "rate_limit.quota"],
};

function exitInTable(cause: string): ExitName {
  const rows = Object.entries(TABLE) as [ExitName, readonly string[]][];
  const named = rows.find(([, causes]) => causes.includes(cause));
  const ofLayer = rows.find(([, causes]) => causes.includes(`${cause.split(".")[0]}.*`));
  return (named ?? ofLayer)?.[0] ?? "refused";
}

for (const cause of Object.keys(EXPECTED_CAUSES)) {
  if (cause === "unknown") continue;
  const exit = exitInTable(cause);
  test(`${cause} ends a command with ${exit}`, () => assert.equal(exitOfReport([found(cause)]), exit));
}

test("what is unavailable for a known time is to be tried later", () => {
  for (const cause of ["server.unavailable", "sandbox.unavailable"]) {
    assert.equal(exitOfReport([waiting(cause, 5)]), "try_later", cause);
    assert.equal(exitOfReport([waiting(cause, 0)]), "try_later", cause);
    assert.equal(exitOfReport([waiting(cause, null)]), "server", cause);
  }
  assert.equal(exitOfReport([waiting("server.internal", 5)]), "server");
});

test("an unknown error ends by its status", () => {
  for (const [status, exit] of [
    [400, "refused"],
    [418, "refused"],
    [499, "refused"],
    [500, "server"],
    [599, "server"],
    [null, "server"],
  ] as const) {
    assert.equal(exitOfReport([found("unknown", { status })]), exit, String(status));
  }
});

test("nothing found, and only warnings and notes, are no failure", () => {
  assert.equal(exitOfReport([]), "ok");
  assert.equal(exitOfReport([found("key.leaked"), found("stream.idle")]), "ok");
  assert.equal(exitOfReport([found("sandbox.runtime_error", { severity: "warning" })]), "ok");
});

test("the first diagnosis of severity error decides", () => {
  assert.equal(exitOfReport([found("key.leaked"), found("sandbox.dead"), found("key.unknown")]), "refused");
  assert.equal(exitOfReport([found("key.unknown"), found("sandbox.dead")]), "key");
});
