import assert from "node:assert/strict";
import { EXITS, INTERRUPTED_CODES } from "../../../src/diagnosis/exit-code.js";
import {
  assertClean,
  assertCutOff,
  assertDocument,
  assertTold,
  type Expected,
  expectExit,
  STACK,
} from "./check-run.js";
import type { BrokenLine, ClassName, Line, Phase, Row } from "./matrix.js";
import { type LineResult, runLine } from "./run-line.js";
import type { Stage } from "./stage.js";

/** What the command of `mock` ends with in the class `child`. */
const CHILD_CODE = 3;

/** A run with `--json` and the same one for people. */
export interface Pair {
  readonly json: LineResult;
  readonly told: LineResult;
}

/** Runs a line that ends by itself, as its class says. */
export async function walkClass(stage: Stage, { command }: Row, name: ClassName, line: Line): Promise<Pair> {
  const expected: Expected = name === "child" ? { name, code: CHILD_CODE } : expectExit(name);
  const pair = await runBoth(stage, line);
  assertDocument(pair.json, command, expected);
  assertTold(pair.told, line.says, expected);
  return pair;
}

/** Runs a line in which the program breaks: it says so in one sentence, and shows a stack with `--debug` alone. */
export async function walkBroken(stage: Stage, { command }: Row, line: BrokenLine): Promise<Pair> {
  const debug = { ...line, args: [...line.args, "--debug"] };
  const [pair, traced] = await Promise.all([runBoth(stage, line), runLine(stage, debug, { json: false })]);
  assertDocument(pair.json, command, expectExit("internal"));
  assertTold(pair.told, line.says ?? /This program failed: boom/, expectExit("internal"));
  assert.equal(traced.code, EXITS.internal);
  assert.match(traced.stderr, STACK);
  assertClean({ ...traced, stderr: traced.stderr.replace(STACK, "") }, "--debug");
  return pair;
}

function runBoth(stage: Stage, line: Line): Promise<Pair> {
  const runs = [runLine(stage, line, { json: true }), runLine(stage, line, { json: false })] as const;
  return Promise.all(runs).then(([json, told]) => ({ json, told }));
}

/** Interrupts a line where it is under way; gives the exit codes. SIGTERM is nothing that people press. */
export async function walkPhase(
  stage: Stage,
  { command }: Row,
  phase: Phase,
  signal: "SIGINT" | "SIGTERM",
): Promise<(number | null)[]> {
  const { exit = "interrupted", until, onlyJson, says } = phase;
  const expected: Expected = { name: exit, code: exit === "ok" ? 0 : INTERRUPTED_CODES[signal] };
  const json = await runLine(stage, phase, { json: true, signal });
  if (until === "printing") assertCutOff(json, expected.code);
  else assertDocument(json, command, expected);
  if (signal === "SIGTERM" || onlyJson !== undefined) return [json.code];
  const told = await runLine(stage, phase, { json: false, signal });
  assertTold(told, says, expected);
  return [json.code, told.code];
}
