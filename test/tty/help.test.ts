import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText, runTerminal, skip } from "./run-terminal.js";

for (const columns of [40, 80, 200]) {
  test(`in a terminal of ${columns} columns the help keeps to its width`, { skip }, async () => {
    const { screen, code } = await runTerminal(["check-key", "--help"], { columns });
    assert.equal(code, 0);
    assert.match(screen, /\u001b\[1mUsage:/);
    const lines = plainText(screen).split("\n");
    assert.ok(lines.length > 40);
    const wide = lines.filter((line) => line.length > Math.min(columns, 100) && !line.startsWith("    $ "));
    assert.deepEqual(wide, []);
    // Where there is room, a text stands beside its option; else below it.
    assert.match(
      plainText(screen),
      columns < 60 ? /^ {2}--api-key-stdin\n {6}read/m : /^ {2}--api-key-stdin {2,}read/m,
    );
  });
}
