import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { readCode } from "./read-contributing.js";

/** A copy of the sources in which the section's cause is added as the section tells. */
const copy = mkdtempSync(join(tmpdir(), "added-cause-"));
after(() => rmSync(copy, { recursive: true, force: true }));

function run(...args: readonly string[]): SpawnSyncReturns<string> {
  // A test runner that finds this variable believes itself a part of another one, and runs nothing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawnSync(process.execPath, args, { cwd: copy, env, encoding: "utf8", timeout: 120_000 });
}

const FILE = "src/causes/sandbox/locked.ts";
const DECISIONS = "test/causes/expected-causes";
const DECISION = readCode("decision");

before(() => {
  for (const name of ["src", "test", "completions", "README.md", "package.json", ".biome.json"])
    cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  // What the gate needs, and no more: all the tests would take twice as long to compile.
  const config = JSON.parse(readFileSync("tsconfig.json", "utf8")) as object;
  writeFileSync(
    join(copy, "tsconfig.json"),
    JSON.stringify({ ...config, include: ["src", "test/run.ts", "test/causes"] }),
  );
  writeFileSync(join(copy, FILE), readCode("cause"));
  const path = join(copy, `${DECISIONS}.ts`);
  // Whoever tries the section out has it there already.
  const decisions = readFileSync(path, "utf8").replace(DECISION, "");
  writeFileSync(path, decisions.replace(/^ {2}"sandbox\.dead"/m, `${DECISION}$&`));
});

test("the section's cause is formatted and without fault", () => {
  const { status, stdout } = run("node_modules/@biomejs/biome/bin/biome", "check", "--vcs-enabled=false", FILE);
  assert.equal(status, 0, stdout);
});

test("it compiles, stands in the generated index, and passes the gate", () => {
  run(resolve(".build/src/generate/generate.js"));
  const compiled = run("node_modules/typescript/bin/tsc");
  assert.equal(compiled.status, 0, compiled.stdout);
  const gate = run(".build/test/run.js", "causes/gate");
  assert.equal(gate.status, 0, gate.stdout);
  const names = run("-p", "require('./.build/src/causes/all-causes.js').ALL_CAUSES.map(({ id }) => id).join(' ')");
  assert.match(names.stdout, /\bsandbox\.locked\b/);
});

test("without the line of the decision the gate fails, and names the cause", () => {
  const path = join(copy, ".build", `${DECISIONS}.js`);
  const decided = readFileSync(path, "utf8");
  const undecided = decided.replace(/^.*"sandbox\.locked".*\n/m, "");
  assert.notEqual(undecided, decided);
  writeFileSync(path, undecided);
  const { status, stdout } = run(".build/test/run.js", "causes/gate");
  assert.equal(status, 1);
  assert.match(stdout, /FAILED sandbox\.locked has retry class, severity and code as decided/);
});
