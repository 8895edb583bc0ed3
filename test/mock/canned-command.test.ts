import assert from "node:assert/strict";
import { test } from "node:test";
import { answerCommand } from "../../src/mock/canned-command.js";
import { FileTree } from "../../src/mock/file-tree.js";

const RUNS_NOTHING = "The embedded API runs nothing; this is its answer to every command.\n";

const CASES: readonly (readonly [string, string])[] = [
  ["echo hello", "hello\n"],
  ["  echo  'a  b' \"c\" ", "a  b c\n"],
  ["echo", "\n"],
  ["pwd", "/home/user\n"],
  ["ls", "a.txt\nsrc\n"],
  ["ls -la src", "b.txt\n"],
  ["ls nowhere", RUNS_NOTHING],
  ["echo $HOME", RUNS_NOTHING],
  ["echo x > y", RUNS_NOTHING],
  ["rm -rf /", RUNS_NOTHING],
  ["", RUNS_NOTHING],
];

for (const [command, stdout] of CASES) {
  test(`the command "${command}" is answered from memory`, () => {
    const files = new FileTree(() => 0);
    files.write("a.txt", Buffer.alloc(0));
    files.write("src/b.txt", Buffer.alloc(0));
    assert.equal(answerCommand(command, "", files), stdout);
  });
}
