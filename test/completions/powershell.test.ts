import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS } from "../../src/commands/all-commands.js";
import { allOptions } from "../../src/commands/shared-options.js";
import { catalogNames } from "../../src/diagnosis/catalog-entry.js";
import { completeInPowershell, whyNot } from "./complete-lines.js";
import { describeShell } from "./describe-shell.js";

describeShell("PowerShell", whyNot("pwsh", "it is no package of Debian"), completeInPowershell);

const SCRIPT = readFileSync("completions/sandbox-errors.ps1", "utf8");
/** The script without comments, and without what stands in quotes. */
const BARE = SCRIPT.replace(/'(?:[^'\n]|'')*'|"[^"\n]*"/g, "").replace(/#.*$/gm, "");

test("the script for PowerShell is ASCII, and closes what it opens", () => {
  assert.match(SCRIPT, /^[\n -~]*$/);
  const closes: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };
  const open: string[] = [];
  for (const [sign] of BARE.matchAll(/[(){}[\]]/g)) {
    const closing = closes[sign];
    if (closing !== undefined) open.push(closing);
    else assert.equal(sign, open.pop());
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(BARE, /['"]/);
});

test("the script for PowerShell holds every command, option and name of the catalogue", () => {
  for (const name of catalogNames()) assert.ok(SCRIPT.includes(`'${name}|`), name);
  for (const { spec } of COMMANDS) {
    const [, rows = ""] = SCRIPT.split("$options = @{")[1]?.split(`\n        '${spec.name}' = @(\n`) ?? [];
    const flags = [...(rows.split("\n        )")[0] ?? "").matchAll(/Flag = '([^']+)'/g)].map(([, flag]) => flag);
    const expected = allOptions(spec).flatMap(({ flags: given }) => given.replace(/ [<[].*/, "").split(", "));
    assert.deepEqual(flags, [...expected, "-h", "--help"], spec.name);
  }
});
