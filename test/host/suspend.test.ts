import assert from "node:assert/strict";
import { test } from "node:test";
import { type ForegroundParts, keepToForeground } from "../../src/host/foreground-line.js";
import type { SuspendSignal } from "../../src/host/suspend.js";

/** A line in a shell whose jobs are moved by hand. */
function open() {
  const listeners = new Map<SuspendSignal, () => void>();
  const said: string[] = [];
  let foreground = true;
  const parts: ForegroundParts = {
    suspendSource: {
      on: (name, listener) => listeners.set(name, listener),
      off: (name, listener) => listeners.get(name) === listener && listeners.delete(name),
      raise: (name) => {
        assert.equal(listeners.has(name), false);
        said.push(name);
      },
    },
    isInForeground: () => foreground,
    onLeave: () => said.push("leave"),
    onReturn: () => said.push("return"),
  };
  const line = keepToForeground({ show: (text) => said.push(text), clear: () => said.push("clear") }, parts);
  const move = (isForeground: boolean) => {
    foreground = isForeground;
  };
  const send = (name: SuspendSignal) => listeners.get(name)?.();
  return { line, said, listeners, move, send };
}

test("Ctrl-Z takes the line away before it stops the program, and is heard again after fg", () => {
  const { line, said, send } = open();
  line.show("9 s");
  send("SIGTSTP");
  assert.deepEqual(said, ["return", "9 s", "clear", "leave", "SIGTSTP"]);
  send("SIGCONT");
  line.show("8 s");
  send("SIGTSTP");
  assert.deepEqual(said.slice(5), ["return", "8 s", "clear", "leave", "SIGTSTP"]);
});

test("in the background the line is not drawn, and the terminal's input is left alone", () => {
  const { line, said, move } = open();
  move(false);
  line.show("9 s");
  assert.deepEqual(said, ["clear", "leave"]);
  move(true);
  line.show("8 s");
  assert.deepEqual(said.slice(2), ["return", "8 s"]);
});

test("after the line has gone nobody listens to Ctrl-Z any more", () => {
  const { line, listeners } = open();
  line.show("9 s");
  assert.deepEqual([...listeners.keys()], ["SIGTSTP", "SIGCONT"]);
  line.clear();
  line.clear();
  assert.equal(listeners.size, 0);
});
