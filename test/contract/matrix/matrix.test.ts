import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { COMMANDS } from "../../../src/commands/all-commands.js";
import { EXITS } from "../../../src/diagnosis/exit-code.js";
import { CLASSES, type ClassName, type Impossible, type Row } from "./matrix.js";
import { ROWS } from "./rows/all-rows.js";
import { runLine } from "./run-line.js";
import { MISSING } from "./spawn-around.js";
import { openStage, type Stage } from "./stage.js";
import { SURROUNDINGS } from "./surroundings.js";
import { Table } from "./table.js";
import { walkFile } from "./walk-files.js";
import { walkBroken, walkClass, walkPhase } from "./walk-lines.js";
import { walkSurroundings } from "./walk-surroundings.js";

/** So many cells of one ending at a time; each runs one or two programs. */
const CONCURRENCY = 3;

const table = new Table(ROWS.map(({ name }) => name));
const from = performance.now();
let stage: Stage;

before(() => {
  stage = openStage();
});
after(() => stage.close());

type Codes = readonly (number | null)[];

/** Runs a cell and gives the exit codes, or says why it cannot happen. */
type Cell = (() => Promise<Codes>) | Impossible;

const walked: string[] = [];

/** Visits every command in one ending; each cell is a test. */
function walk(ending: string, skip: string | false, find: (row: Row) => Cell): void {
  if (skip === false) walked.push(ending);
  test(`every command: ${ending}`, { skip, concurrency: CONCURRENCY }, async (t) => {
    const cells = ROWS.map(async (row) => {
      const cell = find(row);
      if (typeof cell === "string") return table.note(row.name, ending);
      return t.test(`${row.name}: ${ending}`, async () => table.note(row.name, ending, ...(await cell())));
    });
    await Promise.all(cells);
  });
}

const { shell } = MISSING;
/** The commands that say something on stdout where they end well. */
const printing = new Set<Row>();

for (const name of CLASSES) {
  walk(name, shell, (row) => {
    const line = row.classes[name];
    if (typeof line === "string") return line;
    return async () => {
      const { json, told } = await walkClass(stage, row, name, line);
      if (name === "ok" && told.stdout !== "") printing.add(row);
      return [json.code, told.code];
    };
  });
}

walk("a broken program", shell, (row) => {
  const { broken } = row;
  if (typeof broken === "string") return broken;
  return async () => {
    const { json, told } = await walkBroken(stage, row, broken);
    return [json.code, told.code];
  };
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  walk(signal === "SIGINT" ? "Ctrl-C" : signal, shell, (row) => {
    const { phase } = row;
    return typeof phase === "string" ? phase : () => walkPhase(stage, row, phase, signal);
  });
}

for (const around of SURROUNDINGS) {
  walk(around.name, around.skip, (row) => () => walkSurroundings(stage, row, around, printing.has(row)));
}

for (const [obstacle, ending, skip] of [
  ["full", "a file on a full disk", shell],
  ["read-only", "a file in a read-only folder", shell || MISSING.privileges],
] as const) {
  walk(ending, skip, (row) => {
    const { files } = row;
    if (typeof files === "string") return files;
    return async () => (await Promise.all(files.map((each) => walkFile(stage, row, each, obstacle)))).flat();
  });
}

test("with stdout and stderr on a full disk, the exit code alone tells", { skip: shell || MISSING.full }, async () => {
  const run = await runLine(stage, { args: ["codes"] }, { json: true, stdout: "full", stderr: "full" });
  assert.equal(run.code, EXITS.internal);
});

test("every command has its rows, every exit a cell that reaches it, and a cell that cannot happen its reason", () => {
  const commands = new Set(ROWS.flatMap(({ command }) => command ?? []));
  assert.deepEqual([...commands].sort(), COMMANDS.map(({ spec }) => spec.name).sort());
  const names = new Set<string>([...CLASSES, "internal"]);
  for (const name of Object.keys(EXITS)) assert.ok(names.has(name), `no ending reaches ${name}`);
  const isReached = (name: ClassName): boolean => ROWS.some(({ classes }) => typeof classes[name] !== "string");
  assert.deepEqual(CLASSES.filter(isReached), CLASSES);
  for (const { name, classes, broken, phase, files } of ROWS) {
    for (const cell of [...CLASSES.map((each) => classes[each]), broken, phase, files])
      assert.ok(typeof cell !== "string" || cell.length > 15, `${name}: "${cell}" is no reason`);
  }
});

test("every cell was walked, and ended as its line says", { skip: shell }, (t) => {
  const { cells, impossible, runs } = table.count();
  const seconds = Math.round((performance.now() - from) / 1000);
  for (const line of table.write()) t.diagnostic(line);
  t.diagnostic(`${cells} cells, ${impossible} of which cannot happen (-), in ${runs} runs and ${seconds} s`);
  assert.equal(cells, ROWS.length * walked.length);
});
