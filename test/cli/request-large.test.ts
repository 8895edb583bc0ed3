import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { startRawServer } from "../contract/http/raw-server.js";
import { KEY } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const MB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "large-"));
after(() => rmSync(folder, { recursive: true }));

/** Writes a file of valid JSON that is that long, and gives its hash. */
function writeJson(name: string, bytes: number, member = '"a":1'): string {
  const text = `{${member},\n"text":"${"x".repeat(bytes - member.length - 14)}"}`;
  assert.equal(text.length, bytes - 1);
  writeFileSync(join(folder, name), `${text}\n`);
  return createHash("sha256").update(`${text}\n`).digest("hex");
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An API that hashes each body to its end, and then answers in turn. */
async function startApi(t: TestContext, ...answers: readonly Answer[]) {
  const hashes: string[] = [];
  const server = createServer(async (request, response) => {
    const hash = createHash("sha256");
    for await (const piece of request) hash.update(piece);
    hashes.push(hash.digest("hex"));
    answers[Math.min(hashes.length, answers.length) - 1]?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { hashes, env: { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY } };
}

function answerWith(status: number, body: string): Answer {
  return (_, response) =>
    response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(body);
}

const GOOD = answerWith(200, '{"ok":true}');

test("a file is sent whole, and said to be more than the server reads only where it is", async (t) => {
  const { env, hashes } = await startApi(t, GOOD);
  for (const [bytes, args, said] of [
    [10 * MB, [], ""],
    [10 * MB + 1, [], "Warning: the body has 10.0 MB (10485761 bytes), and the server reads at most 10 MB.\n"],
    [12 * MB, ["-q"], ""],
  ] as const) {
    const hash = writeJson("body.json", bytes);
    const run = await runCli(["request", "/v1/x", "-d", "@body.json", ...args], { env, cwd: folder });
    assert.deepEqual([run.code, run.stdout, run.stderr, hashes.at(-1)], [0, '{"ok":true}', said, hash]);
  }
});

test("the warning stands before anything is sent", async () => {
  writeJson("body.json", 11 * MB);
  const env = { SANDBOX_API_KEY: KEY };
  const run = await runCli(["request", "/v1/x", "-d", "@body.json", "--dry-run"], { env, cwd: folder });
  assert.match(run.stderr, /^Warning: the body has 11\.0 MB/);
  assert.match(run.stdout, /^POST https:\/\/relay\.an\.dev\/v1\/x\n[\s\S]*\n\[body\.json\]\n$/);
});

test("sending 64 MB takes little more memory than sending 1 KB", {
  skip: existsSync("/proc/self/status") ? false : "this system has no /proc to read the memory of a process from",
}, async (t) => {
  const peaks: number[] = [];
  const { env, hashes } = await startApi(t, (request, response) => {
    peaks.push(readPeakOfClient());
    GOOD(request, response);
  });
  for (const bytes of [1024, 64 * MB]) {
    const hash = writeJson("body.json", bytes);
    const { code } = await runCli(["request", "/v1/x", "-q", "-d", "@body.json"], { env, cwd: folder });
    assert.deepEqual([code, hashes.at(-1)], [0, hash]);
  }
  const [small = 0, large = 0] = peaks;
  assert.ok(small > 10 * MB, `${small}`);
  assert.ok(large - small < 60 * MB, `${(large - small) / MB} MB more`);
});

/** The most memory, in bytes, that the child process had resident whose arguments name our file. */
function readPeakOfClient(): number {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("@body.json")) continue;
      if (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1] !== String(process.pid)) continue;
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      return Number(peak) * 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return 0;
}

test("a large file that is no JSON is refused with the place of its fault, and nothing is sent", async (t) => {
  const { env, hashes } = await startApi(t, GOOD);
  writeJson("body.json", 2 * MB, '"a" 1');
  const { code, stderr } = await runCli(["request", "/v1/x", "-d", "@body.json"], { env, cwd: folder });
  assert.deepEqual([code, hashes.length], [2, 0]);
  assert.match(stderr, /^sandbox-errors: -d: body\.json is no JSON \(line 1, column 6: a colon expected\)\. Mend it/);
});

test("a large file of another type is sent as it is", async (t) => {
  const { env, hashes } = await startApi(t, GOOD);
  const hash = writeJson("body.json", 2 * MB, '"a" 1');
  const args = ["request", "/v1/x", "-d", "@body.json", "-H", "Content-Type: text/plain"];
  const { code } = await runCli(args, { env, cwd: folder });
  assert.deepEqual([code, hashes], [0, [hash]]);
});

test("a repetition sends the file anew", async (t) => {
  const { env, hashes } = await startApi(
    t,
    answerWith(429, '{"error":{"code":"rate_limit_exceeded","retryAfter":1}}'),
    GOOD,
  );
  const hash = writeJson("body.json", 2 * MB);
  const { code } = await runCli(["request", "/v1/x", "-q", "-d", "@body.json"], { env, cwd: folder });
  assert.deepEqual([code, hashes], [0, [hash, hash]]);
});

test("an answer that comes before the whole file was sent is read, and its record explains it as well", async (t) => {
  const body = '{"error":"invalid_json","status":400}';
  // It goes on reading: a server that closes while there is more to come may take its answer back with the connection.
  const server = await startRawServer(t, (socket) => {
    const head = `HTTP/1.1 400 X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`${head}\r\n\r\n${body}`);
    socket.resume();
  });
  writeJson("body.json", 32 * MB);
  const env = { SANDBOX_BASE_URL: server.url.origin, SANDBOX_API_KEY: KEY };
  const args = ["request", "/v1/x", "-d", "@body.json", "--har", "early.har"];
  assert.equal((await runCli(args, { env, cwd: folder })).code, 4);
  const explained = await runCli(["explain", "early.har", "--json"], { cwd: folder });
  assert.equal(JSON.parse(explained.stdout).reports[0].diagnoses[0].cause, "request.too_large");
});

test("secrets of a large file are hidden where the server repeats them, and its record says that it has no body", async (t) => {
  const { env } = await startApi(
    t,
    answerWith(500, '{"error":{"code":"internal_error","message":"env is my-own-secret"}}'),
  );
  writeJson("body.json", 2 * MB, '"envs":{"TOKEN":"my-own-secret"}');
  const args = [
    "request",
    "/v1/x",
    "-d",
    "@body.json",
    "--har",
    "calls.har",
    "--max-attempts",
    "1",
    "--include-error-body",
  ];
  const { code, stdout, stderr } = await runCli(args, { env, cwd: folder });
  const har = readFileSync(join(folder, "calls.har"), "utf8");
  assert.equal(code, 5);
  assert.doesNotMatch(`${stdout}${stderr}${har}`, /my-own-secret/);
  const { postData, bodySize } = JSON.parse(har).log.entries[0].request;
  assert.equal(bodySize, 2 * MB);
  assert.deepEqual(postData, {
    mimeType: "application/json",
    text: "",
    comment: "2097152 bytes of a file, not recorded",
  });
});

test("a file that is cut while it is sent is told so, and never passes for whole", async (t) => {
  writeJson("cut.json", 64 * MB);
  const server = createServer((request) => {
    // Long before all of it has left the file: no buffer on the way holds so much.
    truncateSync(join(folder, "cut.json"), 32 * MB);
    request.resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const args = ["request", "/v1/x", "-d", "@cut.json", "--max-attempts", "1"];
  const { code, stdout, stderr } = await runCli(args, { env, cwd: folder });
  assert.deepEqual([code, stdout], [5, ""]);
  assert.match(stderr, /cut\.json became \d+ bytes shorter while it was sent/);
});
