import assert from "node:assert/strict";
import { test } from "node:test";
import { isInForeground } from "../../src/host/is-in-foreground.js";

const stat = (name: string, group: number, foreground: number) => () =>
  `4711 (${name}) R 1 ${group} 4000 34816 ${foreground} 4194304 0 0`;

test("the terminal's own group is in the foreground, another is not", () => {
  assert.equal(isInForeground(stat("node", 4711, 4711)), true);
  assert.equal(isInForeground(stat("node", 4711, 4000)), false);
});

test("a name with brackets and spaces changes nothing", () => {
  assert.equal(isInForeground(stat("a) R 1 2 (b", 4711, 4000)), false);
});

test("without a controlling terminal, or where nobody tells, nothing can be stopped", () => {
  assert.equal(isInForeground(stat("node", 4711, -1)), true);
  assert.equal(
    isInForeground(() => {
      throw new Error("ENOENT");
    }),
    true,
  );
});
