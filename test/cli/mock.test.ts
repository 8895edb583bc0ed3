import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { matchGolden } from "./golden.js";
import { BIN, cleanEnvironment, runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "mock-"));
after(() => rmSync(folder, { recursive: true }));

const NODE = [process.execPath, "-e"];

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`mock says its address and key, and ${signal} ends it with 0`, async () => {
    const { code, stdout } = await runCli(["mock"], { interruptAfter: (text) => text.includes("Ctrl-C"), signal });
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^The embedded API listens on http:\/\/127\.0\.0\.1:\d+\nIt accepts the key 21st_sk_[0-9a-f]{64}\n$/,
    );
  });
}

test("the same seed makes the same key", async () => {
  const interruptAfter = (text: string): boolean => text.includes("Ctrl-C");
  await matchGolden("mock-seed", ["mock", "--seed", "a"], { interruptAfter });
});

test("a command gets the address, the key and a way past proxies", async () => {
  const script = `const e = process.env;
    fetch(e.SANDBOX_BASE_URL + "/v1/sandboxes/11111111-1111-4111-8111-111111111111", {
      headers: { Authorization: "Bearer " + e.SANDBOX_API_KEY },
    }).then(async (r) => console.log(r.status, e.API_KEY_21ST === e.SANDBOX_API_KEY, e.NO_PROXY, process.argv.length));`;
  const { code, stdout, stderr } = await runCli(["mock", "--", ...NODE, script, "--", "--json", "x"], {
    env: { NO_PROXY: "example.com", SANDBOX_API_KEY: "old" },
  });
  assert.deepEqual([code, stdout, stderr], [0, "200 true localhost,127.0.0.1,::1 3\n", ""]);
});

test("mock ends as its command does: its exit code, or 128 and the signal", async () => {
  assert.equal((await runCli(["mock", "--", ...NODE, "process.exitCode = 7"])).code, 7);
  assert.equal((await runCli(["mock", "--", ...NODE, "process.kill(process.pid, 'SIGKILL')"])).code, 137);
  assert.equal((await runCli(["mock", "--", ...NODE, "process.kill(process.pid, 'SIGTERM')"])).code, 143);
});

test("with --json the command writes to stderr, and stdout holds the one document", async () => {
  const { code, stdout, stderr } = await runCli([
    "mock",
    "--json",
    "--",
    ...NODE,
    "console.log('hi');process.exitCode=3",
  ]);
  const document = JSON.parse(stdout) as Record<string, unknown>;
  assert.deepEqual([code, stderr, document["exit"], document["requests"]], [3, "hi\n", { code: 3, name: "child" }, 0]);
});

test("a command that does not exist, or may not be run, is a wrong command line", async () => {
  writeFileSync(join(folder, "plain.txt"), "text");
  for (const name of ["no-such-command-here", "./plain.txt"]) {
    const { code, stdout, stderr } = await runCli(["mock", "--", name], { cwd: folder });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.ok(stderr.includes(name), stderr);
  }
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} without a terminal reaches the command, and its own ending counts`, async () => {
    const script = `process.on("${signal}", () => process.exit(9)); setInterval(() => {}, 1000); console.error("ready");`;
    const { code } = await runCli(["mock", "--", ...NODE, script], {
      interruptAfter: (text) => text.includes("ready"),
      signal,
    });
    assert.equal(code, 9);
  });
}

test("Ctrl-C waits for the log, however many requests are in it", { timeout: 60_000 }, async () => {
  const path = join(folder, "many.har");
  const child = spawn(process.execPath, [BIN, "mock", "--quiet", "--log", path], {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [said] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const [, url = "", key = ""] = /listens on (\S+)\nIt accepts the key (\S+)\n/.exec(said) ?? [];
    const ask = async (): Promise<void> => {
      for (let i = 0; i < 200; i += 1)
        await (await fetch(`${url}/v1/sandboxes/none`, { headers: { Authorization: `Bearer ${key}` } })).text();
    };
    await Promise.all(Array.from({ length: 10 }, ask));
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "exit"), [0, null]);
    const text = readFileSync(path, "utf8");
    assert.equal((JSON.parse(text) as { log: { entries: unknown[] } }).log.entries.length, 2000);
    assert.equal(text.includes(key), false);
  } finally {
    child.kill("SIGKILL");
  }
});

test("--env-file holds address and key once it listens", async () => {
  const path = join(folder, "mock.env");
  // Node 20 reads --env-file itself, wherever it stands, and insists that the file is there.
  writeFileSync(path, "");
  const { stdout } = await runCli(["mock", "--env-file", path], {
    env: cleanEnvironment(),
    interruptAfter: (text) => text.includes("Ctrl-C"),
  });
  const [, url = "", key = ""] = /listens on (\S+)\nIt accepts the key (\S+)\n/.exec(stdout) ?? [];
  assert.equal(
    readFileSync(path, "utf8"),
    `SANDBOX_BASE_URL=${url}\nSANDBOX_API_KEY=${key}\nAPI_KEY_21ST=${key}\nNO_PROXY=localhost,127.0.0.1,::1\n`,
  );
});
