import assert from "node:assert/strict";
import { test } from "node:test";
import { displayWidth } from "../../src/text/display-width.js";
import { KEY } from "../cli/raw-answers.js";
import { plainText, runTerminal, skip } from "./run-terminal.js";

/** A command to copy and a single long word are never broken. */
function mayOverhang(line: string): boolean {
  return /^\s*\$ /.test(line) || !/\S\s+\S/.test(line.trim().replace(/^(?:- )?(?:GET )?/, ""));
}

for (const columns of [40, 80]) {
  test(`at ${columns} columns no line of the doctor is wider than the terminal`, { skip }, async () => {
    const broken = { SANDBOX_BASE_URL: "https://api.invalid", SANDBOX_API_KEY: KEY };
    for (const [args, env] of [
      [["--mock"], {}],
      [[], broken],
      [["--verbose"], broken],
      [[], { SANDBOX_BASE_URL: "api", SANDBOX_API_KEY: "undefined" }],
    ] as const) {
      const { screen } = await runTerminal(["doctor", ...args], { columns, env });
      // The line of what is under way is removed before the next layer is written over it.
      const lines = plainText(screen)
        .split("\n")
        .map((line) => line.replace(/^\S Checking the next layer …/, ""));
      const wide = lines.filter((line) => displayWidth(line) > columns && !mayOverhang(line));
      assert.deepEqual(wide, []);
      assert.ok(!screen.includes(KEY.slice(8)));
    }
  });
}
