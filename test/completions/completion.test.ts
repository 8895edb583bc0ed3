import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runCli } from "../cli/run-cli.js";

const FILES: readonly (readonly [shell: string, file: string])[] = [
  ["bash", "sandbox-errors.bash"],
  ["zsh", "_sandbox-errors"],
  ["fish", "sandbox-errors.fish"],
  ["powershell", "sandbox-errors.ps1"],
  ["PowerShell", "sandbox-errors.ps1"],
];

test("completion prints the file of the package, whatever the folder that it is run in", async () => {
  for (const [shell, file] of FILES) {
    const script = readFileSync(`completions/${file}`, "utf8");
    assert.deepEqual(await runCli(["completion", shell]), { code: 0, signal: null, stdout: script, stderr: "" });
    const { stdout } = await runCli(["completion", shell, "--json"]);
    assert.deepEqual(JSON.parse(stdout), {
      schemaVersion: 1,
      command: "completion",
      exit: { code: 0, name: "ok" },
      error: null,
      script,
    });
  }
});

test("completion of a shell without completions names the four, and exits with 2", async () => {
  const { stdout, stderr, code } = await runCli(["completion", "tcsh"]);
  assert.deepEqual([stdout, code], ["", 2]);
  assert.match(stderr, /'tcsh'.*bash, zsh, fish, powershell/);
  assert.equal((await runCli(["completion"])).code, 2);
});
