import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assertClean, assertDocument, expectExit } from "./check-run.js";
import type { FileLine, Row } from "./matrix.js";
import { runLine } from "./run-line.js";
import { MISSING } from "./spawn-around.js";
import type { Stage } from "./stage.js";

const WAYS_OUT = {
  full: "Free some space, or name a file in another place.",
  "read-only": "Name a file in a folder that you may write to.",
} as const;

/** Where the file stands that cannot be written: where nothing more fits, or in a folder that takes no new file. */
export type Obstacle = keyof typeof WAYS_OUT;

/**
 * Runs a line whose file cannot be written, with `--json` and for people: a sentence that names option and file, exit 2,
 * what stood there before stays, and what the work gave is in the document. Gives the exit codes.
 */
export async function walkFile(
  stage: Stage,
  row: Row,
  { option, line, before, keeps, mayBeDevice }: FileLine,
  obstacle: Obstacle,
): Promise<(number | null)[]> {
  const folder = stage.openFolder();
  const file = join(folder, "file");
  writeFileSync(file, before);
  if (obstacle === "read-only") chmodSync(folder, 0o555);
  const around = obstacle === "full" ? { noSpace: true as const } : { unprivileged: true as const };
  const json = await runLine(stage, line(file), { json: true, ...around });
  const { error, ...members } = assertDocument(json, row.command, expectExit("usage"));
  assert.ok(error?.message.startsWith(`${option}: "${file}" cannot be written: `) === true, error?.message);
  assert.deepEqual([error?.subject, error?.hint], [file, WAYS_OUT[obstacle]]);
  if (obstacle === "full" && keeps !== null) assert.ok(keeps in members, `the document has no ${keeps}`);

  const isDevice = obstacle === "full" && mayBeDevice && MISSING.full === false;
  const target = isDevice ? "/dev/full" : file;
  const told = await runLine(stage, line(target), { json: false, ...(isDevice ? {} : around) });
  assert.equal(told.code, 2, told.stderr);
  const sentence = told.stderr.split("\n").find((each) => each.startsWith("sandbox-errors: ")) ?? "";
  assert.ok(sentence.startsWith(`sandbox-errors: ${option}: "${target}" cannot be written: `), told.stderr);
  assert.ok(sentence.endsWith(WAYS_OUT[obstacle]), sentence);
  assertClean(told, "for people");
  chmodSync(folder, 0o755);
  assert.deepEqual([readdirSync(folder), readFileSync(file, "utf8")], [["file"], before]);
  return [json.code, told.code];
}
