import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { installPackage } from "../contract/installed-package.js";
import { findReach, HASTE, whyOutOfReach } from "../contract/npm-reach.js";
import { skip } from "./example-project.js";
import { readLine, readRecipe } from "./read-recipes.js";
import { runShell } from "./run-shell.js";

const folder = mkdtempSync(join(tmpdir(), "install-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a line of a recipe in the project, in a clean shell that reaches the registry. */
function runLine(line: string) {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, CI: "true", ...HASTE, ...findReach() };
  return runShell(["bash", "-e"], line, { cwd: join(folder, "project"), env });
}

test("what the README installs is this version, locked, and `npm ci` brings it back", { skip }, async (t) => {
  const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  const line = readLine("npm install");
  assert.ok(line.endsWith(` sandbox-errors@${version}`), line);
  mkdirSync(join(folder, "project"));
  writeFileSync(join(folder, "project/package.json"), '{ "name": "project", "private": true }');
  writeFileSync(join(folder, "packed.tgz"), installPackage().tarball);
  const installed = await runLine(line.replace(/\S+$/, "../packed.tgz"));
  const reason = whyOutOfReach({ ...installed, status: installed.code });
  if (reason !== undefined) return t.skip(reason);
  assert.equal(installed.code, 0, installed.stderr);
  const lock = readFileSync(join(folder, "project/package-lock.json"), "utf8");
  assert.match(lock, /"node_modules\/sandbox-errors": \{[^}]*"integrity": "sha512-/);
  rmSync(join(folder, "project/node_modules"), { recursive: true });
  // The step that the other tests skip, because their projects are set up already.
  assert.match(readRecipe(".github/workflows/nightly.yml"), /^ +- run: npm ci$/m);
  const run = await runLine("npm ci && npx --no-install sandbox-errors --version");
  assert.deepEqual([run.code, run.stderr], [0, ""]);
  assert.match(run.stdout, new RegExp(`\\b${version.replaceAll(".", "\\.")}\\b`));
});
