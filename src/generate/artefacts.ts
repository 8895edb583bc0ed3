import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../commands/all-commands.js";
import { buildOutputSchema } from "../render/output-schema.js";
import type { Artefact } from "./artefact.js";
import { listCompletions } from "./completions/list-completions.js";
import { causeConstant, renderCauseIndex } from "./write-cause-index.js";
import { renderCauseTitles } from "./write-cause-titles.js";
import { renderCodeIndex } from "./write-code-index.js";
import { fillSections, renderCommandTable, renderExitTable } from "./write-readme.js";

const CODES = "src/catalog/codes";
const CAUSES = "src/causes";

/** All generated files of the package whose root is given. */
export function listArtefacts(root: string): readonly Artefact[] {
  const artefacts: Artefact[] = [
    { path: "src/catalog/all-codes.ts", render: () => renderCodeIndex(listSources(join(root, CODES))) },
    { path: "src/output.schema.json", render: () => `${JSON.stringify(buildOutputSchema(), null, 2)}\n` },
    ...listCompletions(root),
  ];
  if (findCauses(root).length > 0) {
    artefacts.push({ path: `${CAUSES}/all-causes.ts`, render: () => renderCauseIndex(checkCauses(root)) });
    const readAll = () => checkCauses(root).map((path) => readFileSync(join(root, CAUSES, path), "utf8"));
    artefacts.push({ path: `${CAUSES}/cause-titles.ts`, render: () => renderCauseTitles(readAll()) });
  }
  const readme = () => readFileSync(join(root, "README.md"), "utf8");
  const sections = () => ({ commands: renderCommandTable(COMMANDS), exits: renderExitTable() });
  artefacts.push({ path: "README.md", render: () => fillSections(readme(), sections()) });
  return artefacts;
}

function listSources(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ts")) : [];
}

/** Files that export a cause, relative to the folder of causes: those in a layer's folder, and `unknown.ts`. */
function findCauses(root: string): string[] {
  const folder = join(root, CAUSES);
  const layers = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const inLayers = layers.flatMap(({ name }) => listSources(join(folder, name)).map((file) => `${name}/${file}`));
  const atTop = listSources(folder).filter((file) => file === "unknown.ts");
  return [...inLayers, ...atTop].filter((path) => exportsCause(join(folder, path)));
}

/** A layer's folder may hold what its causes share; only a file with an exported `Cause` is one. */
function exportsCause(path: string): boolean {
  return /^export const \w+: Cause\b/m.test(readFileSync(path, "utf8"));
}

function checkCauses(root: string): string[] {
  const paths = findCauses(root);
  for (const path of paths) {
    const name = causeConstant(path);
    const text = readFileSync(join(root, CAUSES, path), "utf8");
    if (!text.includes(`export const ${name}: Cause`)) {
      throw new Error(`${CAUSES}/${path} must export its cause as ${name}`);
    }
  }
  return paths;
}
