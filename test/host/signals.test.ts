import assert from "node:assert/strict";
import { test } from "node:test";
import { createSignals, type EndingSignal } from "../../src/host/signals.js";

function listen() {
  const listeners = new Map<EndingSignal, () => void>();
  const raised: EndingSignal[] = [];
  const clock = { now: 0 };
  let crash = (_error: unknown): void => {};
  const signals = createSignals({
    on: (name, listener) => listeners.set(name, listener),
    off: (name) => listeners.delete(name),
    raise: (name) => {
      assert.equal(listeners.size, 0);
      raised.push(name);
    },
    onCrash: (listener) => {
      crash = listener;
    },
    monotonic: () => clock.now,
  });
  const send = (name: EndingSignal) => listeners.get(name)?.();
  return { ...signals, raised, clock, send, crash: (error: unknown) => crash(error) };
}

for (const name of ["SIGINT", "SIGTERM"] as const) {
  test(`the first ${name} aborts, and says which it was`, () => {
    const { interrupted, raised, send } = listen();
    assert.equal(interrupted.aborted, false);
    send(name);
    assert.deepEqual([interrupted.aborted, interrupted.reason, raised], [true, name, []]);
  });
}

test("an echo of the first signal counts as the first", () => {
  const { raised, clock, send } = listen();
  send("SIGINT");
  clock.now = 20;
  send("SIGINT");
  assert.deepEqual(raised, []);
});

test("a second signal ends the program as if nobody listened", () => {
  const { interrupted, raised, clock, send } = listen();
  send("SIGINT");
  clock.now = 1000;
  send("SIGTERM");
  assert.deepEqual([raised, interrupted.reason], [["SIGTERM"], "SIGINT"]);
});

test("an error that nobody caught aborts as SIGTERM does, and is kept; a later one changes nothing", () => {
  const { interrupted, crashed, raised, crash } = listen();
  assert.equal(crashed.aborted, false);
  crash(new Error("first"));
  crash(new Error("second"));
  assert.deepEqual([interrupted.reason, crashed.reason.message, raised], ["SIGTERM", "first", []]);
});

test("an error that nobody caught while things are put away is kept as well", () => {
  const { interrupted, crashed, send, crash } = listen();
  send("SIGINT");
  crash("late");
  assert.deepEqual([interrupted.reason, crashed.reason], ["SIGINT", "late"]);
});
