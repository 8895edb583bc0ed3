import assert from "node:assert/strict";
import { test } from "node:test";
import { type ColorChoice, readColorLevel } from "../../src/host/color-level.js";

const rich = { TERM: "xterm-256color" };
const TABLE: readonly [
  says: string,
  choice: ColorChoice,
  env: Record<string, string>,
  isTTY: boolean,
  wanted: number,
][] = [
  ["a pipe has no colour", "auto", rich, false, 0],
  ["a plain terminal has 16", "auto", { TERM: "xterm" }, true, 1],
  ["a terminal without a name has 16", "auto", {}, true, 1],
  ["a 256-colour terminal has 256", "auto", rich, true, 2],
  ["a true-colour terminal has all", "auto", { ...rich, COLORTERM: "truecolor" }, true, 3],
  ["a dumb terminal has none", "auto", { TERM: "dumb", COLORTERM: "truecolor" }, true, 0],
  ["NO_COLOR takes it away", "auto", { ...rich, NO_COLOR: "1" }, true, 0],
  ["NO_COLOR=0 takes it away, too", "auto", { ...rich, NO_COLOR: "0" }, true, 0],
  ["an empty NO_COLOR is none", "auto", { ...rich, NO_COLOR: "" }, true, 2],
  ["NO_COLOR beats FORCE_COLOR", "auto", { NO_COLOR: "1", FORCE_COLOR: "3" }, true, 0],
  ["FORCE_COLOR gives a pipe colour", "auto", { FORCE_COLOR: "1" }, false, 1],
  ["FORCE_COLOR=true means 16", "auto", { FORCE_COLOR: "true" }, false, 1],
  ["FORCE_COLOR=2 means 256", "auto", { FORCE_COLOR: "2" }, false, 2],
  ["FORCE_COLOR=3 means all", "auto", { FORCE_COLOR: "3" }, false, 3],
  ["FORCE_COLOR=0 means none", "auto", { ...rich, FORCE_COLOR: "0" }, true, 0],
  ["FORCE_COLOR=false means none", "auto", { ...rich, FORCE_COLOR: "false" }, true, 0],
  ["an empty FORCE_COLOR decides nothing", "auto", { FORCE_COLOR: "" }, false, 0],
  ["a terminal of a build has 16 at best", "auto", { ...rich, CI: "true" }, true, 1],
  ["CI=false is no build", "auto", { ...rich, CI: "false" }, true, 2],
  ["never beats FORCE_COLOR", "never", { FORCE_COLOR: "3" }, true, 0],
  ["always beats NO_COLOR and a pipe", "always", { NO_COLOR: "1" }, false, 1],
  ["always beats FORCE_COLOR=0 and a dumb terminal", "always", { FORCE_COLOR: "0", TERM: "dumb" }, false, 1],
  ["always keeps the terminal's own level", "always", rich, false, 2],
];
for (const [says, choice, env, isTTY, wanted] of TABLE) {
  test(says, () => assert.equal(readColorLevel(choice, env, isTTY), wanted));
}
