import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is broken: a package that is missing, or a function of Node or of a package that throws, at once or in a callback. */
export interface Break {
  /** A module's name, or `globalThis`. */
  readonly module: string;
  /** The function in it; left out where the module is missing. */
  readonly path?: string;
  readonly how: "missing" | "throws" | "throws_later";
}

/** Loaded before the program (`--require`). Its error holds what an error must never show: the key, and an escape. */
const PRELOAD = `
const Module = require("node:module");
const { module: name, path = "", how } = JSON.parse(process.env.TEST_BREAK);
delete process.env.TEST_BREAK;
delete process.env.NODE_OPTIONS;
const boom = () => new TypeError("boom " + process.env.SANDBOX_API_KEY + " \\u001b[31m\\n::error::boom");
if (how === "missing") {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...more) {
    if (request !== name && !request.startsWith(name + "/")) return resolve.call(this, request, ...more);
    throw Object.assign(new Error("Cannot find module '" + name + "'\\nRequire stack:\\n- here"), { code: "MODULE_NOT_FOUND" });
  };
} else {
  const start = name === "globalThis" ? globalThis : Module.createRequire(process.argv[1])(name);
  const words = path.split(".");
  const last = words.pop();
  const holder = words.reduce((object, word) => object[word], start);
  const real = holder[last];
  holder[last] = function (...args) {
    if (how === "throws") throw boom();
    process.nextTick(() => { throw boom(); });
    return Reflect.apply(real, this, args);
  };
}
`;

/** Writes the preload into a folder; gives its path. */
export function writePreload(folder: string): string {
  const path = join(folder, "break.cjs");
  writeFileSync(path, PRELOAD);
  return path;
}

/** The environment in which the program breaks so. */
export function breakEnvironment(preload: string, broken: Break): Record<string, string> {
  return { NODE_OPTIONS: `--require=${preload}`, TEST_BREAK: JSON.stringify(broken) };
}
