import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../commands/all-commands.js";
import { COMPLETIONS_FOLDER, SHELLS, type Shell } from "../../commands/completion/shells.js";
import { allOptions } from "../../commands/shared-options.js";
import type { Artefact } from "../artefact.js";
import { collectLists } from "./collect-lists.js";
import { type CompletionSource, collectCompletions } from "./completion-source.js";
import { writeBash } from "./write-bash.js";
import { writeFish } from "./write-fish.js";
import { writePowershell } from "./write-powershell.js";
import { writeZsh } from "./write-zsh.js";

type Writer = (source: CompletionSource, template: string) => string;

const WRITERS: Readonly<Record<Shell["name"], { readonly write: Writer; readonly template: string }>> = {
  bash: { write: writeBash, template: "template.bash" },
  zsh: { write: writeZsh, template: "template.zsh" },
  fish: { write: writeFish, template: "template.fish" },
  powershell: { write: writePowershell, template: "template.ps1" },
};

/** The completion scripts of the package whose root is given, one for each shell. */
export function listCompletions(root: string): readonly Artefact[] {
  const specs = COMMANDS.map(({ spec }) => spec);
  return SHELLS.map(({ name, file }) => ({
    path: `${COMPLETIONS_FOLDER}/${file}`,
    render() {
      const { write, template } = WRITERS[name];
      const text = readFileSync(join(root, "src/generate/completions", template), "utf8");
      return write(collectCompletions(specs, allOptions, collectLists()), text);
    },
  }));
}
