import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "host-"));
after(() => rmSync(folder, { recursive: true }));

/** A program that has a host and `finish`. */
function program(body: string): string {
  const module = JSON.stringify(join(__dirname, "../../src/host/real-host.js"));
  return `const { createRealHost, finish } = require(${module});
    const host = createRealHost();
    (async () => { ${body} })();`;
}

function runShell(command: string, body: string) {
  return spawnSync("bash", ["-c", command], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, NODE: process.execPath, PROGRAM: program(body) },
    maxBuffer: 10_000_000,
    timeout: 20_000,
  });
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function startChild(body: string): Promise<Child> {
  const child = spawn(process.execPath, ["-e", program(body)], { stdio: ["pipe", "pipe", "pipe"] });
  await once(child.stdout, "data");
  return child;
}

const skip = process.platform === "win32" ? "needs a Unix shell" : false;
const skipFull = skip || (existsSync("/dev/full") ? false : "/dev/full is missing");

test("all of 4 MB reaches a slow pipe, though the program ends with an exit code", { skip }, () => {
  const body = `host.stdout.write("x".repeat(4_000_000)); await finish(5); setInterval(() => {}, 1e6);`;
  const { stdout } = runShell('"$NODE" -e "$PROGRAM" | (sleep 0.3; wc -c); echo "$PIPESTATUS"', body);
  assert.deepEqual(stdout.trim().split(/\s+/), ["4000000", "5"]);
});

test("a reader that leaves early is a quiet end", { skip }, () => {
  const body = `let taken = true;
    for (let i = 0; taken && i < 1e6; i++) taken = await host.stdout.write("line\\n".repeat(10_000));
    await host.stderr.write("taken " + taken); await finish(0);`;
  const { stdout, stderr } = runShell('"$NODE" -e "$PROGRAM" | head -1; echo "$PIPESTATUS"', body);
  assert.deepEqual([stdout, stderr], ["line\n0\n", "taken false"]);
});

test("a full disk is a WriteFailed", { skip: skipFull }, () => {
  const body = `await host.stdout.write("x").catch((error) => host.stderr.write(error.name + " " + error.code));
    await finish(4);`;
  const { stderr, status } = runShell('"$NODE" -e "$PROGRAM" > /dev/full', body);
  assert.deepEqual([stderr, status], ["WriteFailed ENOSPC", 4]);
});

test("a file that may not grow takes what fits, and the rest is a WriteFailed", { skip }, () => {
  const body = `await host.stdout.write("x".repeat(100_000)).catch((error) => host.stderr.write(error.code));
    await finish(4);`;
  const { stderr } = runShell('trap "" XFSZ; ulimit -f 8; "$NODE" -e "$PROGRAM" > short', body);
  assert.equal(stderr, "EFBIG");
  assert.equal(statSync(join(folder, "short")).size, 8192);
});

test("standard input is read from a pipe and from a file", { skip }, () => {
  const body = "await host.stdout.write(await host.stdin.readAll(100)); await finish(0);";
  assert.equal(runShell('printf abc | "$NODE" -e "$PROGRAM"', body).stdout, "abc");
  assert.equal(runShell('printf abc > in; "$NODE" -e "$PROGRAM" < in', body).stdout, "abc");
  assert.equal(runShell('"$NODE" -e "$PROGRAM" < /dev/null', body).stdout, "");
});

test("what cannot be cancelled does not keep a finished program alive", () => {
  const run = spawnSync(process.execPath, ["-e", program("setInterval(() => {}, 1e6); await finish(6);")], {
    timeout: 20_000,
  });
  assert.equal(run.status, 6);
});

test("Ctrl-C aborts, and the program ends as it decides", { skip }, async () => {
  const child = await startChild(`await host.stdout.write("ready");
    await host.clock.sleep(60_000, host.signals.interrupted);
    await host.stdout.write(host.signals.interrupted.reason); await finish(130);`);
  const said: string[] = [];
  child.stdout.on("data", (chunk) => said.push(String(chunk)));
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  assert.deepEqual([said.join(""), code], ["SIGINT", 130]);
});

test("Ctrl-C ends a program that reads an open pipe", { skip }, async () => {
  const child = await startChild(`await host.stdout.write("ready");
    await host.stdin.readAll(10).catch((error) => host.stderr.write(error.name)); await finish(130);`);
  child.kill("SIGINT");
  const [said] = await once(child.stderr, "data");
  assert.equal(String(said), "ReadInterrupted");
  const [code] = await once(child, "close");
  assert.equal(code, 130);
});

test("a second signal ends a program that does not listen any more", { skip }, async () => {
  const child = await startChild(`host.signals.interrupted.addEventListener("abort", () =>
      host.clock.sleep(350).then(() => host.stdout.write("aborted")));
    await host.stdout.write("ready"); setInterval(() => {}, 1e6);`);
  child.kill("SIGTERM");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  const [, signal] = await once(child, "close");
  assert.equal(signal, "SIGTERM");
});

test("without a terminal there is no live line and no Enter key", () => {
  const body = `host.onEnter(() => {}, host.signals.interrupted);
    await host.stdout.write(String(await host.openLiveLine())); await finish(0);`;
  const run = spawnSync(process.execPath, ["-e", program(body)], { encoding: "utf8", timeout: 20_000 });
  assert.deepEqual([run.stdout, run.stderr, run.status], ["null", "", 0]);
});
