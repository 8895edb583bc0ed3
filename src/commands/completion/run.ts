import { join } from "node:path";
import type { CommandRun } from "../command.js";
import { exit } from "../exit.js";
import { UsageError } from "../usage-error.js";
import { COMPLETIONS_FOLDER, SHELLS } from "./shells.js";

/** Longer than any completion script, in bytes. */
const LONGEST_SCRIPT_BYTES = 1024 * 1024;

/** Prints the completion script that the package ships for a shell. Throws UsageError where it ships none for it. */
export const run: CommandRun = async ({ host, output, args }) => {
  const given = args[0] ?? "";
  const shell = SHELLS.find(({ name }) => name === given.toLowerCase());
  if (shell === undefined) {
    const names = SHELLS.map(({ name }) => name).join(", ");
    throw new UsageError(`There are no completions for '${given}'`, given, `Name one of these shells: ${names}.`);
  }
  // The bundle's chunks are in dist, beside the folder of completions.
  const path = join(__dirname, "..", COMPLETIONS_FOLDER, shell.file);
  const script = new TextDecoder().decode(await host.files.read(path, LONGEST_SCRIPT_BYTES));
  await output.pass(script);
  return { exit: exit("ok"), members: { script } };
};
