import assert from "node:assert/strict";
import { test } from "node:test";
import { KEY_VARIABLES } from "../../src/catalog/key-source.js";
import { COMMANDS } from "../../src/commands/all-commands.js";
import { allOptions, SENDING_VARIABLES } from "../../src/commands/shared-options.js";
import { dropComments, readSources } from "./read-sources.js";

/** What a terminal says of itself: every program reads it, and nobody sets it for one. */
const OF_THE_TERMINAL = ["TERM", "COLORTERM"];

/** Every variable that the source reads, in capitals. */
function variablesRead(): string[] {
  const program = readSources().filter(({ room }) => room !== "causes" && room !== "generate");
  const found = program.flatMap(({ text }) =>
    [...dropComments(text).matchAll(/\benv\["(\w+)"\]|"((?:SANDBOX|NODE|GITHUB)_[A-Z_]+)"/g)].map(
      ([, read, named]) => read ?? named ?? "",
    ),
  );
  return [...new Set([...found, ...KEY_VARIABLES].map((name) => name.toUpperCase()))];
}

test("every environment variable that the program reads stands in its help", () => {
  const told = COMMANDS.flatMap(({ spec }) => [
    ...allOptions(spec).map(({ env = "" }) => env),
    ...[...(spec.environment ?? []), ...SENDING_VARIABLES].map(({ names }) => names),
  ]).flatMap((names) => names.split(", "));
  const read = variablesRead();
  assert.ok(read.length > 12, read.join(", "));
  const untold = read.filter((name) => !told.includes(name) && !OF_THE_TERMINAL.includes(name));
  assert.deepEqual(untold, [], "name them in the environment of the command's spec, or in shared-options.ts");
});
