import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { constants, mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { readDocument } from "../contract/json/run-json.js";
import { runCli } from "./run-cli.js";

const skip = process.platform === "win32" ? "Windows has no named pipes in its file system" : false;

function makePipe(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "pipe-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "pipe");
  spawnSync("mkfifo", [path]);
  return path;
}

/** Fulfilled once somebody reads the pipe; it stays open and empty until the test ends. */
async function holdOpen(t: TestContext, path: string): Promise<void> {
  for (;;) {
    // Without a reader this is an error (fifo(7)).
    const writer = await open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined);
    if (writer !== undefined) return t.after(() => writer.close());
    await pause(5);
  }
}

for (const args of [["explain"], ["check-key", "--api-key-file"], ["request", "/v1/sandboxes", "-d"]]) {
  test(`Ctrl-C ends ${args.join(" ")} while it reads a pipe into which nobody writes`, { skip }, async (t) => {
    const pipe = makePipe(t);
    const name = args.includes("-d") ? `@${pipe}` : pipe;
    const env = { SANDBOX_API_KEY: `21st_sk_${"0123456789abcdef".repeat(4)}` };
    const run = await runCli([...args, name, "--json"], { env, interruptOn: holdOpen(t, pipe) });
    // Node cannot exit while a thread reads: then the signal itself ends the program, to a shell the same.
    assert.equal(run.signal, "SIGINT");
    assert.deepEqual(readDocument({ ...run, code: 130 }).exit, { code: 130, name: "interrupted" });
  });
}

test("mock has the time after Ctrl-C to write a log that is slow to write", { skip }, async (t) => {
  const pipe = makePipe(t);
  let pressCtrlC = (): void => {};
  const pressed = new Promise<void>((resolve) => {
    pressCtrlC = resolve;
  });
  const running = runCli(["mock", "--log", pipe], {
    interruptAfter(said) {
      const listens = said.includes("Ctrl-C ends it");
      if (listens) pressCtrlC();
      return listens;
    },
  });
  await pressed;
  // Longer than a command gets that has nothing to put away.
  await pause(400);
  // Until now nobody read the log, so it could not be written.
  const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  t.after(() => reader.close());
  assert.equal((await running).code, 0);
  assert.match(await reader.readFile("utf8"), /"version": ?"1\.2"/);
});
