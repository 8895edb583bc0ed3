import assert from "node:assert/strict";
import { EXITS } from "../../../src/diagnosis/exit-code.js";
import {
  assertClean,
  assertCleanScreen,
  assertDocument,
  assertTold,
  type Expected,
  expectExit,
  readScreen,
} from "./check-run.js";
import type { Line, Row } from "./matrix.js";
import { type LineResult, type Run, runLine } from "./run-line.js";
import type { Stage } from "./stage.js";
import type { Surroundings } from "./surroundings.js";

/** What is run in surroundings, and how it ends by itself. */
interface Choice {
  readonly line: Line;
  readonly expected: Expected;
}

/** The line that ends well, or the one that has something to say; a row that has neither can at least be used wrongly. */
function choose(row: Row, { runs, stdin, terminal }: Surroundings): Choice {
  const { ok, key, usage } = row.classes;
  const wanted = runs === "well" ? ok : key;
  const isUsable = typeof wanted !== "string" && !(stdin === "closed" && wanted.stdin !== undefined);
  if (terminal === true && row.onTerminal !== undefined) return { line: row.onTerminal, expected: expectExit("ok") };
  if (isUsable) return { line: wanted, expected: expectExit(runs === "well" ? "ok" : "key") };
  if (typeof usage === "string") assert.fail(`${row.name} has no line for ${runs}`);
  return { line: usage, expected: expectExit("usage") };
}

const FULL =
  /sandbox-errors: Standard output cannot be written: ENOSPC: [^\n]* Free some space, or write to another place; what was written is incomplete\.\n$/;

/**
 * Runs a command in surroundings that change nothing of how it ends, and in those in which it cannot say what it has to
 * say. `prints`: it has something to say on stdout. Gives the exit codes.
 */
export async function walkSurroundings(
  stage: Stage,
  row: Row,
  around: Surroundings,
  prints: boolean,
): Promise<(number | null)[]> {
  const choice = choose(row, around);
  const base: Omit<Run, "json"> = { ...around, env: around.env?.(stage) ?? {} };
  const { line } = choice;
  // Where the address cannot be printed the program ends before anybody presses a key.
  const { serves, ...unserved } = line;
  const toldLine = around.stdout === "full" && prints ? unserved : line;
  const [json, told] = await Promise.all([
    runLine(stage, line, { ...base, json: true }),
    runLine(stage, toldLine, { ...base, json: false }),
  ]);
  checkJson(row, around, choice, json);
  checkTold(row, around, choice, told, prints);
  return [json.code, told.code];
}

function checkJson(row: Row, around: Surroundings, { expected }: Choice, run: LineResult): void {
  if (around.terminal === true) {
    assertCleanScreen(run);
    assertDocument(readScreen(run), row.command, expected);
  } else if (around.stdout === "full") {
    assert.deepEqual([run.code, run.stdout], [EXITS.internal, ""]);
    assert.match(run.stderr, FULL);
    assertClean(run, "--json");
  } else if (around.stdout !== undefined) assert.deepEqual([run.code, run.stderr], [expected.code, ""]);
  else assertDocument(run, row.command, expected);
}

function checkTold(row: Row, around: Surroundings, choice: Choice, run: LineResult, prints: boolean): void {
  const { expected, line } = choice;
  if (around.terminal === true) {
    assert.equal(run.code, expected.code, run.stdout);
    assertCleanScreen(run);
  } else if (around.stdout === "full" && prints) {
    assert.equal(run.code, EXITS.internal);
    assert.match(run.stderr, FULL);
    assertClean(run, "for people");
  } else if (around.stderr === "full" && run.code === EXITS.internal) {
    // Talk that is lost is no success; that it was lost nobody can be told.
    assertClean(run, "for people");
  } else {
    assertTold(run, around.stderr === undefined ? line.says : undefined, expected);
    if (around.stdout !== undefined) assert.doesNotMatch(run.stderr, /EPIPE|EBADF|cannot be written/);
    if (around.warns?.command === row.command) assert.match(run.stderr, around.warns.text);
  }
}
