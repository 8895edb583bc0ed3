import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installProgram } from "../contract/installed-package.js";

/** Why recipes are not run here, or false. */
export const skip: string | false = process.platform === "win32" && "the recipes are for POSIX shells";

/** A project of somebody who uses the package, as it is after `npm ci`; gone when the test ends. */
export interface ExampleProject {
  readonly folder: string;
  /** All that a clean shell has: PATH, with the node under test first, and an empty HOME. */
  readonly env: Readonly<Record<string, string>>;
}

/** Whoever ends: a test's context, or `{ after }` of the file's. */
export interface Ending {
  after(undo: () => unknown): void;
}

/** The packed file, unpacked once for all projects of a test file, with the packages that it depends on. */
const installed = skip === false ? installProgram() : undefined;
const modules = join(installed?.project ?? "", "node_modules");
/** npm starts the node that it finds first: the one under test. */
const tools = join(installed?.project ?? "", "tools");
if (installed !== undefined) {
  mkdirSync(tools);
  symlinkSync(process.execPath, join(tools, "node"));
}

/** Creates a project with these files; `npm test` runs its `client.mjs`. */
export function createProject(ending: Ending, files: Readonly<Record<string, string>> = {}): ExampleProject {
  const root = mkdtempSync(join(tmpdir(), "recipe-"));
  ending.after(() => rmSync(root, { recursive: true, force: true }));
  const [folder, home] = [join(root, "project"), join(root, "home")];
  for (const path of [folder, home]) mkdirSync(path);
  symlinkSync(modules, join(folder, "node_modules"));
  const manifest = { name: "project", version: "1.0.0", private: true, scripts: { test: "node client.mjs" } };
  for (const [name, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files }))
    writeFileSync(join(folder, name), text);
  return { folder, env: { PATH: cleanPath(), HOME: home } };
}

/** Without the folders that npm puts in front while it runs our own tests: the program must come from the project. */
function cleanPath(): string {
  const inherited = (process.env["PATH"] ?? "").split(delimiter).filter((path) => !path.includes("node_modules"));
  return [tools, ...inherited].join(delimiter);
}

/** The text of a file of the project; undefined where there is none. */
export function readProjectFile({ folder }: ExampleProject, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return undefined;
  }
}
