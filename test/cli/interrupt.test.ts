import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../contract/json/run-json.js";
import { interruptIn } from "./interrupt-run.js";
import { SCENES } from "./interrupt-scenes.js";

/** The aim is 200 ms (`npm run bench:interrupt` measures it); a busy machine gets more. */
const BOUND_MS = 1000;
const ENDINGS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

for (const scene of SCENES) {
  for (const [signal, code] of ENDINGS) {
    test(`${signal} while ${scene.name} ends with ${code} at once and with one document`, {
      skip: scene.skip,
    }, async (t) => {
      const run = await interruptIn(scene, t, signal, ["--json"]);
      // Node cannot exit while the system looks a name up: then the signal itself ends the program, to a shell the same.
      const ended = scene.phase === "resolve" ? run.signal : run.code;
      assert.equal(ended, scene.phase === "resolve" ? signal : code, run.stderr);
      assert.ok(run.exitedAfterMs < BOUND_MS, `${run.exitedAfterMs} ms`);
      const { exit, report } = readDocument({ ...run, code });
      assert.deepEqual(exit, { code, name: "interrupted" });
      const last = report?.attempts.at(-1);
      if (scene.phase === "wait") assert.equal(last?.response?.status, 429);
      else assert.deepEqual([last?.failure?.kind, last?.failure?.phase], ["aborted", scene.phase]);
      assert.equal(report?.attempts.length, 1);
      assert.equal(run.stderr, "");
    });
  }

  test(`Ctrl-C while ${scene.name} says to people that nothing more was sent`, { skip: scene.skip }, async (t) => {
    const run = await interruptIn(scene, t, "SIGINT");
    assert.match(run.stderr, /Interrupted: nothing more was sent\.\n$/);
    assert.equal(run.stdout, scene.name === "reading a stream" ? 'data: {"type":"start"}\n\n' : "");
  });
}
