import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { completeInBash, completeInOldBash } from "./complete-lines.js";
import { describeShell } from "./describe-shell.js";

describeShell("bash", undefined, completeInBash);
describeShell("bash without compopt, as 3.2 is,", undefined, completeInOldBash);

test("the script for bash holds nothing that bash 3.2 lacks", () => {
  const script = readFileSync("completions/sandbox-errors.bash", "utf8");
  const later =
    /\b(?:mapfile|readarray|coproc)\b|(?:declare|local|typeset) -[a-zA-Z]*[An]|\|&|&>>|;;?&|\$\{[a-z_]+(?:\^|,|@)|-v [a-z]|\[-1\]/;
  assert.equal(later.exec(script), null);
});
