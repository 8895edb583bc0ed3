import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listArtefacts } from "./artefacts.js";
import { findStale } from "./find-stale.js";

/**
 * Writes every generated file that is out of date; run it from the package's root.
 * With `--check` it writes nothing, names the stale files and the command that mends them, and exits with 1.
 */
function main(root: string, check: boolean): void {
  const stale = findStale(listArtefacts(root), (path) => {
    const file = join(root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  });
  if (!check) for (const { path, text } of stale) writeFileSync(join(root, path), text);
  const verb = check ? "is out of date" : "written";
  for (const { path } of stale) process.stdout.write(`${path}: ${verb}\n`);
  if (check && stale.length > 0) {
    process.stdout.write("Run `npm run generate` and commit the result.\n");
    process.exitCode = 1;
  }
}

main(process.cwd(), process.argv.includes("--check"));
