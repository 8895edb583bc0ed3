import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * Writes the declarations of the library and of the embedded API into dist, for `import` and for `require`: one file each, which holds only what
 * its exports name. The compiler has no interface for programs; it writes a file per source, and this joins them.
 */
const ENTRIES = { library: "library", mock: "mock-library" };
const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "declarations-"));
try {
  compile(folder, Object.values(ENTRIES));
  for (const [name, source] of Object.entries(ENTRIES)) {
    const text = joinDeclarations(join(folder, `${source}.d.ts`));
    for (const ending of ["d.mts", "d.cts"]) writeFileSync(join(root, "dist", `${name}.${ending}`), text);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compile(outDir, sources) {
  const config = join(outDir, "tsconfig.json");
  const compilerOptions = {
    outDir,
    rootDir: join(root, "src"),
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
    sourceMap: false,
    types: [],
  };
  const files = sources.map((name) => join(root, `src/${name}.ts`));
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.json"), include: [], files, compilerOptions }));
  const tsc = resolve(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", config], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the declarations of ${sources.join(", ")} cannot be made:\n${stdout}`);
}

/** The entry's own statements, then every declaration that they name, and so on. */
function joinDeclarations(entry) {
  const known = new Map();
  readDeclarations(entry, known, new Set());
  const own = splitStatements(readFileSync(entry, "utf8"));
  const passedOn = own.flatMap(({ code }) =>
    [...(/^export type \{([^}]*)\}/.exec(code)?.[1] ?? "").matchAll(/\w+/g)].flat(),
  );
  const start = [...own.map(nameOf).filter((name) => name !== undefined), ...passedOn];
  const kept = new Set();
  const waiting = [...start];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (kept.has(name)) continue;
    kept.add(name);
    for (const word of known.get(name).code.match(/\b\w+\b/g)) if (known.has(word)) waiting.push(word);
  }
  const texts = [...kept].map((name) => {
    const { comment, code } = known.get(name);
    const bare = code.replace(/^export (?:declare )?/, "");
    const lead = start.includes(name) ? "export " : "";
    return `${comment}${lead}${/^(?:interface|type)\b/.test(bare) ? "" : "declare "}${bare}`;
  });
  // Without this line every declaration of the file would count as exported.
  return `${texts.join("\n")}\nexport {};\n`;
}

function readDeclarations(path, known, seen) {
  if (seen.has(path)) return;
  seen.add(path);
  for (const statement of splitStatements(readFileSync(path, "utf8"))) {
    const from = /\bfrom "(\.[^"]+)\.js"/.exec(statement.code)?.[1];
    if (from !== undefined) {
      if (/ as /.test(statement.code)) throw new Error(`${path} renames what it imports; the joined file could not`);
      readDeclarations(join(dirname(path), `${from}.d.ts`), known, seen);
      continue;
    }
    const name = nameOf(statement);
    if (name === undefined) continue;
    // What only JavaScript sees may have a name twice; what the exports name must not.
    const twin = known.get(name);
    if (twin !== undefined && twin.code !== statement.code) throw new Error(`two declarations are called ${name}`);
    known.set(name, statement);
  }
}

function nameOf({ code }) {
  return (
    /^export (?:declare )?(?:interface|type|const|function|class) (\w+)/.exec(code)?.[1] ??
    /^(?:declare )?(?:interface|type|const|function|class) (\w+)/.exec(code)?.[1]
  );
}

/** The compiler starts every statement, and every comment before one, in the first column. */
function splitStatements(text) {
  const statements = [];
  let comment = "";
  for (const part of text.split(/^(?=\/\*\*|export |import |declare |interface |type |const )/m)) {
    if (part.startsWith("/**")) comment = part;
    else {
      statements.push({ comment, code: part });
      comment = "";
    }
  }
  return statements.filter(({ code }) => code.trim() !== "" && !code.startsWith("//"));
}
