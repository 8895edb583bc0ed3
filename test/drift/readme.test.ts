import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { BIN, cleanEnvironment } from "../cli/run-cli.js";
import { QUICK_TIME } from "../fakes/quick-time.js";

const README = readFileSync("README.md", "utf8");
const BLOCK = /(<!-- transcript -->\n```console\n\$ npx sandbox-errors )([^\n]*)\n([\s\S]*?)(```\n<!-- end -->)/;

/** Times are the one thing that differs from run to run. */
function withoutTimes(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| UTC)/g, "<time>")
    .replace(/\d\d:\d\d:\d\d/g, "<time>");
}

function runInShell(line: string): Promise<string> {
  return new Promise((resolve) => {
    const command = `"${process.execPath}" "${BIN}" ${line} 2>&1`;
    // The answer's bytes end without a line break; a terminal's prompt would stand on the next line all the same.
    const env = { ...cleanEnvironment(), ...QUICK_TIME };
    execFile("sh", ["-c", command], { env }, (_, stdout) => resolve(stdout.replace(/\n?$/, "\n")));
  });
}

test("the transcript in the README is what its command prints today, times aside", async () => {
  const [, start = "", line = "", shown = "", end = ""] = BLOCK.exec(README) ?? [];
  assert.notEqual(line, "", "README.md has a transcript between its marks");
  const printed = await runInShell(line);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    writeFileSync(
      "README.md",
      README.replace(BLOCK, () => `${start}${line}\n${printed}${end}`),
    );
    return;
  }
  assert.equal(withoutTimes(shown), withoutTimes(printed), "UPDATE_GOLDEN=1 npm test rewrites it");
});
