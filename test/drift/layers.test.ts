import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { dropTexts, packageOf, readImports, readSources, roomOf, type Source } from "./read-sources.js";

/** The rooms from the lowest up; those on one line are siblings. A file imports from its own room and from lower ones. */
const LAYERS: readonly (readonly string[])[] = [
  ["text"],
  ["catalog"],
  ["exchange"],
  ["causes"],
  ["diagnosis", "retry"],
  ["host"],
  ["http", "mock", "render"],
  // "" is the top of src: the entry of the library stands there, and nothing of the program imports it.
  ["", "probe", "doctor"],
  ["commands"],
  ["cli"],
  ["generate"],
];

/** No Node, no clock, no chance, no environment: same input, same output. */
const PURE = ["text", "catalog", "exchange", "causes", "diagnosis", "retry", "render"];

/** The one room of each package that is installed with the program. */
const PACKAGE_ROOMS: Readonly<Record<string, string>> = {
  undici: "http",
  chalk: "render",
  "cli-table3": "render",
  ora: "host",
  commander: "cli",
};
/** Pure libraries that are bundled into the program. */
const BUNDLED = ["eventsource-parser", "jsonc-parser", "fastest-levenshtein", "get-east-asian-width"];

const SOURCES = readSources();

function layerOf(room: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(room));
}

/** Checks every import of every file; `judge` returns what to do about a bad one. */
function checkImports(judge: (source: Source, name: string) => string | undefined): void {
  const faults = SOURCES.flatMap((source) =>
    readImports(source).flatMap((name) => {
      const advice = judge(source, name);
      return advice === undefined ? [] : [`src/${source.path} imports ${name}: ${advice}`];
    }),
  );
  assert.equal(faults.length, 0, `\n${faults.join("\n")}`);
}

function checkTexts(sources: readonly Source[], pattern: RegExp, advice: string): void {
  const faults = sources.flatMap(({ path, text }) => {
    const found = pattern.exec(dropTexts(text))?.[0];
    return found === undefined ? [] : [`src/${path} says ${found.trim()}: ${advice}`];
  });
  assert.equal(faults.length, 0, `\n${faults.join("\n")}`);
}

test("there is something to check", () => {
  assert.ok(SOURCES.length > 100);
  assert.ok(SOURCES.some((source) => readImports(source).some((name) => name.endsWith(".ts"))));
  assert.ok(SOURCES.some((source) => readImports(source).includes("undici")));
});

test("every file stands in a room of the plan", () => {
  for (const { path, room } of SOURCES) {
    assert.ok(layerOf(room) >= 0, `src/${path} is in no known room: move it, or add its room to LAYERS in this test`);
  }
});

test("imports point downwards, and never to a sibling", () => {
  checkImports(({ room }, name) => {
    if (!name.endsWith(".ts")) return undefined;
    const other = roomOf(name);
    if (other === room) return undefined;
    if (layerOf(other) < layerOf(room) && layerOf(other) >= 0) return undefined;
    return layerOf(other) === layerOf(room)
      ? `${room} and ${other} are siblings. Let a command pass in what is needed, or move the shared part down`
      : `${other} lies above ${room}. Move what is needed into ${room} or below it, types too`;
  });
});

test("every import leads to a file", () => {
  checkImports((_, name) => {
    if (!name.endsWith(".ts") || existsSync(resolve("src", name))) return undefined;
    return "there is no such file; mend the path";
  });
});

test("packages stay in their room", () => {
  checkImports(({ room }, name) => {
    if (/\.(?:ts|json|mjs)$/.test(name) || name.startsWith("node:")) return undefined;
    const wanted = packageOf(name);
    if (BUNDLED.includes(wanted) || PACKAGE_ROOMS[wanted] === room || room === "generate") return undefined;
    const home = PACKAGE_ROOMS[wanted];
    return home === undefined
      ? "no room may use it; do without, or decide on its room in this test"
      : `only src/${home} uses it. Call a function of src/${home}, or pass one in`;
  });
});

test("rooms that are pure import nothing of Node", () => {
  checkImports(({ room }, name) =>
    PURE.includes(room) && name.startsWith("node:")
      ? `${room} is pure. Take what it gives as an argument, or use what every JavaScript has (TextEncoder, atob)`
      : undefined,
  );
});

test("rooms that are pure ask no clock, no chance and no environment", () => {
  const pure = SOURCES.filter(({ room }) => PURE.includes(room));
  const pattern =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bset(?:Timeout|Interval|Immediate)\(|\bfetch\(/;
  checkTexts(pure, pattern, "it is pure. Take times and chance as arguments");
});

test("only the real host names process", () => {
  const others = SOURCES.filter(({ path, room }) => path !== "host/real-host.ts" && room !== "generate");
  const advice = "only src/host/real-host.ts may. Add what you need to Host, and take it from there";
  checkTexts(others, /(?<![\w.$])process\s*(?:\.|\[""|\?\.)|\bglobalThis\.process\b/, advice);
  checkImports(({ path, room }, name) =>
    name === "node:process" && path !== "host/real-host.ts" && room !== "generate" ? advice : undefined,
  );
});

test("nothing calls process.exit or console", () => {
  const others = SOURCES.filter(({ path, room }) => path !== "host/real-host.ts" && room !== "generate");
  checkTexts(others, /(?<![\w.$])console\.|\bprocess\.exit\(/, "write through Output, and return an Outcome");
});

test("only bin makes the real host", () => {
  checkImports((_, name) =>
    name === "host/real-host.ts" ? "bin alone makes it; take a Host as an argument" : undefined,
  );
});

test("no file only passes others on, and no folder is a drawer for anything", () => {
  for (const { path } of SOURCES) {
    assert.doesNotMatch(path, /(?:^|\/)index\.ts$/, `src/${path}: import files by their own names instead`);
    const drawer = /(?:^|\/)(?:utils?|helpers?|lib|common|shared)\//;
    assert.doesNotMatch(path, drawer, `src/${path}: put the file where its idea belongs`);
  }
});

const SAMPLE = `
import { a } from "../catalog/a.js";
import type { B } from "./b.js";
import {
  c,
  type D,
} from "../text/c.js";
import "node:fs";
export { e } from "./e.js";
export const f = (): Promise<unknown> => import("undici");
type G = import("../cli/g.js").G;
const h = require("commander");
// import { no } from "../cli/no.js";
/* import { no } from "../cli/no.js"; */
const text = "import { this is } text";
`;

test("imports of every form are found", () => {
  assert.deepEqual(readImports({ path: "exchange/x.ts", room: "exchange", text: SAMPLE }).sort(), [
    "catalog/a.ts",
    "cli/g.ts",
    "commander",
    "exchange/b.ts",
    "exchange/e.ts",
    "node:fs",
    "text/c.ts",
    "undici",
  ]);
});
