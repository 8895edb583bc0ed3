import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readHar } from "../../src/exchange/read-har.js";
import { runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "judge-"));
after(() => rmSync(folder, { recursive: true }));

/** A client that sends these requests one after the other; `GET` or `GET!` (a body) and a path. */
function client(...requests: readonly string[]): string[] {
  const script = `(async () => {
    for (const line of ${JSON.stringify(requests)}) {
      const [method, path] = line.split(" ");
      const headers = { Authorization: "Bearer " + process.env.SANDBOX_API_KEY };
      await fetch(process.env.SANDBOX_BASE_URL + path, { method, headers }).then((r) => r.text()).catch(() => {});
    }
  })();`;
  return ["--", process.execPath, "-e", script];
}

const BOX = "GET /v1/sandboxes/11111111-1111-4111-8111-111111111111";

test("a client that comes back too soon fails the run, and is told when it did what", async () => {
  const { code, stdout, stderr } = await runCli(["mock", "--judge", "--script", "429(3s)", ...client(BOX, BOX)]);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(
    stderr,
    /^The judge saw 2 requests and found 1 fault in the client\.\n\nearly_return: the client comes back before the wait is over\n {2}Request 2 \(GET \S+, 200\) came 0\.\d{3} s after request 1 \(GET \S+, 429\) had said to wait 3 s\.\n {4}1\. \S+Z GET \S+ 429\n {4}2\. \S+Z GET \S+ 200\n$/,
  );
});

test("a blameless client passes", async () => {
  const { code, stderr } = await runCli(["mock", "--judge", ...client(BOX, "GET /health")]);
  assert.deepEqual([code, stderr], [0, "The judge saw 2 requests and found no fault.\n"]);
});

test("after Ctrl-C, too, a judge that saw no request says so", async () => {
  const interruptAfter = (text: string): boolean => text.includes("Ctrl-C");
  const unseen = await runCli(["mock", "--judge"], { interruptAfter });
  assert.equal(unseen.code, 2);
  assert.match(unseen.stderr, /The judge saw no request/);
});

test("a file that cannot be written is said before the command runs", async () => {
  const none = join(folder, "none/x");
  for (const args of [
    ["--log", none],
    ["--judge", "--report", `junit=${none}`],
  ]) {
    const { code, stdout, stderr } = await runCli([
      "mock",
      ...args,
      "--",
      process.execPath,
      "-e",
      "console.log('ran')",
    ]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /--(?:log|report): "[^"]+" cannot be written/);
  }
});

test("a client that never came is no success", async () => {
  const { code, stderr } = await runCli(["mock", "--judge", ...client()]);
  assert.equal(code, 2);
  assert.match(stderr, /The judge saw no request/);
  const failed = await runCli(["mock", "--judge", "--", process.execPath, "-e", "process.exitCode = 7"]);
  assert.equal(failed.code, 7);
});

test("resets between tests hide no fault, and the log is whole", async () => {
  const missing = "GET /v1/sandboxes/none";
  const log = join(folder, "resets.har");
  const requests = [missing, missing, "POST /__mock/reset", BOX, "POST /__mock/reset"];
  const { code, stderr } = await runCli(["mock", "--judge", "--log", log, ...client(...requests)]);
  assert.equal(code, 1);
  assert.match(stderr, /^The judge saw 3 requests and found 1 fault in the client\./);
  assert.equal(readHar(readFileSync(log, "utf8"))?.length, 3);
});

test("a report of a judge that saw no request is no success either", async () => {
  const junit = join(folder, "nothing.xml");
  const args = ["mock", "--judge", "--report", `junit=${junit}`];
  assert.equal((await runCli([...args, ...client()])).code, 2);
  const expected = /<testsuite name="judge" tests="1" failures="0" errors="1" skipped="0">/;
  assert.match(readFileSync(junit, "utf8"), expected);
  const failed = await runCli([...args, "--", process.execPath, "-e", "process.exitCode = 7"]);
  assert.deepEqual([failed.code, failed.stderr], [7, "The judge saw no request.\n"]);
  assert.match(readFileSync(junit, "utf8"), expected);
});

test("the command's own exit code counts before the judge's", async () => {
  const missing = "GET /v1/sandboxes/none";
  const args = client(missing, missing);
  args[3] += "process.on('exit', () => { process.exitCode = 9 });";
  assert.equal((await runCli(["mock", "--judge", ...args])).code, 9);
});

test("verdicts are written as JUnit and JSON, and stand in the document", async () => {
  const junit = join(folder, "judge.xml");
  const json = join(folder, "judge.json");
  const reports = ["--report", `junit=${junit}`, "--report", `json=${json}`];
  const run = await runCli(["mock", "--json", "--judge", ...reports, ...client("GET /v1/nope", "GET /v1/nope")]);
  assert.equal(run.code, 1);
  const xml = readFileSync(junit, "utf8");
  assert.match(xml, /<testsuite name="judge" tests="7" failures="1" errors="0" skipped="0">/);
  assert.match(xml, /<testcase classname="judge" name="repeated_refusal">\n\s+<failure message="Request 1/);
  const judge = (JSON.parse(run.stdout) as Record<string, unknown>)["judge"];
  assert.deepEqual(judge, JSON.parse(readFileSync(json, "utf8")));
});

test("--log writes all requests as HAR, without the key", async () => {
  const log = join(folder, "log.har");
  const { code } = await runCli(["mock", "--log", log, "--script", "truncate", ...client(BOX, BOX)]);
  assert.equal(code, 0);
  const text = readFileSync(log, "utf8");
  const exchanges = readHar(text) ?? [];
  assert.deepEqual(
    exchanges.map(({ response }) => response?.status),
    [200, 200],
  );
  assert.doesNotMatch(text, /21st_sk_[0-9a-f]{6}/);
});

test("a wrong script ends the start and names the place", async () => {
  const { code, stderr } = await runCli(["mock", "--script", "503,42x9"]);
  assert.equal(code, 2);
  assert.match(stderr, /--script: at character 5: "42" is no code, status or fault/);
  assert.equal((await runCli(["mock", "--rate-limit", "often"])).code, 2);
  assert.equal((await runCli(["mock", "--report", "junit=x.xml"])).code, 2);
  assert.equal((await runCli(["mock", "--judge", "--report", "pdf=x"])).code, 2);
  assert.equal((await runCli(["mock", "--dialect", "other"])).code, 2);
});

test("without --host only the loopback is listened on, and with one that is open it says so", async () => {
  const quiet = await runCli(["mock", "--host", "127.0.0.1"], { interruptAfter: (text) => text.includes("Ctrl-C") });
  assert.doesNotMatch(quiet.stderr, /open to the network/);
  const open = await runCli(["mock", "--host", "0.0.0.0"], { interruptAfter: (text) => text.includes("Ctrl-C") });
  assert.match(open.stderr, /^This address is open to the network: everyone who reaches port \d+ of this machine/);
  const child = [process.execPath, "-e", ""];
  const beside = await runCli(["mock", "--host", "0.0.0.0", "--", ...child]);
  assert.match(beside.stderr, /^This address is open to the network/);
  assert.equal((await runCli(["mock", "--", ...child])).stderr, "");
});

test("the rate limit tells the true wait", async () => {
  const script = `(async () => {
    const options = { headers: { Authorization: "Bearer " + process.env.SANDBOX_API_KEY } };
    const url = process.env.SANDBOX_BASE_URL + "${BOX.slice(4)}";
    const send = async () => (await fetch(url, options)).json();
    await send();
    const { error } = await send();
    await new Promise((r) => setTimeout(r, error.retryAfter * 1000));
    console.log(error.retryAfter, (await send()).id !== undefined);
  })();`;
  const { code, stdout } = await runCli([
    "mock",
    "--judge",
    "--rate-limit",
    "1/1s",
    "--",
    process.execPath,
    "-e",
    script,
  ]);
  assert.deepEqual([code, stdout], [0, "1 true\n"]);
});
