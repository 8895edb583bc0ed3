import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { installProgram } from "./installed-package.js";

const skip = process.platform === "win32" && "Windows has no such pipes";
const project = skip === false ? installProgram().project : "";

// Node before 24 forgets to follow links after it looked at a pipe, unless it is asked in another way.
test("piped, the program finds the packages of its packages where they are linked", { skip }, () => {
  const program = join(project, "node_modules/.bin/sandbox-errors");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "probe", "--mock", "not_found-vault"], {
    cwd: project,
    env: { PATH: process.env["PATH"] ?? "", HOME: project },
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /not_found-vault +as documented/);
});
