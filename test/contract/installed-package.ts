import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What the library exports. */
export type Library = typeof import("../../src/library.js");

/** The package as npm would install it, in a folder of its own. */
export interface InstalledPackage {
  /** A project that depends on it. */
  readonly project: string;
  /** The package's own folder. */
  readonly folder: string;
  readonly tarball: Uint8Array<ArrayBuffer>;
}

/**
 * Packs what `npm run build` made and unpacks it into the `node_modules` of an empty project, which is gone when the
 * process ends. Without npm's installer: the library has no dependencies, so that there is nothing to fetch.
 */
export function installPackage(): InstalledPackage {
  const project = mkdtempSync(join(tmpdir(), "installed-"));
  process.on("exit", () => rmSync(project, { recursive: true, force: true }));
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const name = readdirSync(project).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm packed nothing");
  const folder = join(project, "node_modules", "sandbox-errors");
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, name), "-C", folder, "--strip-components=1"]);
  writeFileSync(join(project, "package.json"), '{ "name": "project", "private": true }');
  return { project, folder, tarball: new Uint8Array(readFileSync(join(project, name))) };
}

/** Loads the library from the project, as `require` does. */
export function requireLibrary({ project }: InstalledPackage): Library {
  return createRequire(join(project, "index.js"))("sandbox-errors") as Library;
}

/** Loads the library from the project, as `import` does. */
export async function importLibrary({ project }: InstalledPackage): Promise<Library> {
  const path = join(project, "entry.mjs");
  writeFileSync(path, 'export * from "sandbox-errors";\n');
  return (await import(pathToFileURL(path).href)) as Library;
}

/** Links packages of ours into the project, such as the types that its compiler needs. */
export function linkPackage({ project }: InstalledPackage, name: string): void {
  const target = join(project, "node_modules", name);
  mkdirSync(resolve(target, ".."), { recursive: true });
  symlinkSync(resolve("node_modules", name), target, "junction");
}

/**
 * The package with the program in `node_modules/.bin`, its dependencies linked from ours: each is a symbolic link to a folder
 * whose own packages stand beside it, as pnpm lays them out.
 */
export function installProgram(): InstalledPackage {
  const installed = installPackage();
  const { dependencies }: { dependencies: object } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of Object.keys(dependencies)) linkPackage(installed, name);
  chmodSync(join(installed.folder, "bin/sandbox-errors.js"), 0o755);
  const bin = join(installed.project, "node_modules/.bin");
  mkdirSync(bin);
  symlinkSync("../sandbox-errors/bin/sandbox-errors.js", join(bin, "sandbox-errors"));
  return installed;
}
