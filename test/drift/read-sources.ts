import { readdirSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";

/** A source file: where it is (relative to `src`, with `/`), and what it says. */
export interface Source {
  readonly path: string;
  /** The first folder of its path; "" for a file at the top of `src`. */
  readonly room: string;
  readonly text: string;
}

/** Every TypeScript file of `src`. */
export function readSources(): Source[] {
  const root = resolve("src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort()
    .map((path) => ({ path, room: roomOf(path), text: readFileSync(resolve(root, path), "utf8") }));
}

/** The room of a path below `src`. */
export function roomOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

/** `import … from`, `export … from`, `import "…"`, `import("…")` (types too), `require("…")`. */
const IMPORTS = [
  /^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\b(?:import|require)\(\s*["'`]([^"'`]+)["'`]\s*[,)]/g,
];

/** A text in quotes, on one line. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`/g;

/** What a file imports: paths below `src` (with `.ts`), or the names of packages and of Node's modules. Types count. */
export function readImports({ path, text }: Source): string[] {
  // Examples quote code; no module's name holds a parenthesis.
  const code = dropComments(text).replace(QUOTED, (quoted) => (quoted.includes("(") ? '""' : quoted));
  const found = IMPORTS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = ""]) => name));
  return found.map((name) =>
    name.startsWith(".") ? posix.join(posix.dirname(path), name).replace(/\.js$/, ".ts") : name,
  );
}

/** The name of the package that an import is from: `@a/b` of `@a/b/c.js`. */
export function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The code without comments; a `//` within a text (an address) does no harm to what is looked for. */
export function dropComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** The code without comments and without texts in quotes. */
export function dropTexts(text: string): string {
  return dropComments(text).replace(QUOTED, (quoted) => (quoted.includes("${") ? quoted : '""'));
}
