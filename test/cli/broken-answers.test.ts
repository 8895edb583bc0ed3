import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { startRawServer, startSilentServer } from "../contract/http/raw-server.js";
import { assertNoStack } from "./golden.js";
import { KEY, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const HTML = { "Content-Type": "text/html" };

function compressed(headers: string, body: Uint8Array): Uint8Array {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** What comes back, the exit code that follows, and what the first diagnosis may be called. */
const ANSWERS: Readonly<Record<string, readonly [string | Uint8Array, number, RegExp]>> = {
  "an HTML page with status 200": [writeRaw(200, "<html><h1>Welcome</h1></html>", HTML), 6, /^gateway\.not_the_api$/],
  "an HTML page with status 500": [
    writeRaw(500, "<pre>TypeError: x<br> at f (/srv/a.js:1:2)</pre>", HTML),
    5,
    /^\w+\./,
  ],
  "an empty 500": [writeRaw(500, ""), 5, /^server\.internal$/],
  "an empty 404": [writeRaw(404, "", { "Content-Type": "text/plain" }), 4, /^\w+\./],
  "a body that ends too early": [
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    6,
    /^network\.reset$/,
  ],
  "chunks that end too early": [
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":',
    6,
    /^network\.reset$/,
  ],
  "JSON that ends too early": [writeRaw(400, '{"error":{"code":"inva'), 4, /^\w+/],
  "nothing at all": ["", 6, /^network\.reset$/],
  "half a status line": ["HTTP/1.", 6, /^network\./],
  "no HTTP": ["SSH-2.0-OpenSSH_9.6\r\n", 6, /^network\.invalid_response$/],
  "two lengths": [
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    6,
    /^network\.invalid_response$/,
  ],
  "gzip that is none": [compressed("Content-Encoding: gzip\r\n", Buffer.from("plain")), 6, /^network\./],
  "gzip that ends too early": [
    compressed("Content-Encoding: gzip\r\n", gzipSync("x".repeat(5000)).subarray(0, 20)),
    6,
    /^network\./,
  ],
  "an unknown compression": [compressed("Content-Encoding: rot13\r\n", Buffer.from("plain")), 6, /^\w+\./],
  "a bomb": [compressed("Content-Encoding: gzip\r\n", gzipSync(Buffer.alloc(90_000_000), { level: 1 })), 6, /^\w+\./],
  "a huge head": [`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(200_000)}\r\n\r\n`, 6, /^network\.invalid_response$/],
  "a text of odd bytes": [compressed("", Buffer.from([0xff, 0xfe, 0x00, 0x80])), 6, /^gateway\.not_the_api$/],
};

async function ask(url: URL, ...more: readonly string[]) {
  const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: KEY };
  const result = await runCli(["request", "/v1/sandboxes/x", "--json", "--max-attempts", "1", ...more], { env });
  assertNoStack(result);
  const { report, exit } = JSON.parse(result.stdout) as {
    report: { diagnoses: readonly { cause: string; evidence: readonly { saw: string }[] }[] };
    exit: { code: number };
  };
  assert.equal(exit.code, result.code);
  return { ...result, cause: report.diagnoses[0]?.cause ?? "", report };
}

for (const [name, [answer, wanted, causes]] of Object.entries(ANSWERS)) {
  test(`${name} becomes a diagnosis and exit code ${wanted}`, async (t) => {
    const { url } = await startRawServer(t, (socket) => socket.end(answer));
    const { code, cause, stderr } = await ask(url);
    assert.deepEqual([code, stderr], [wanted, ""], cause);
    assert.match(cause, causes);
  });
}

function feedEndlessly(socket: Socket, head: string, piece: string): void {
  socket.write(head);
  const feed = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on("drain", feed);
  feed();
}

test("an endless body is cut off at its bound, and that is said", async (t) => {
  const { url } = await startRawServer(t, (socket) =>
    feedEndlessly(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", `"${"x".repeat(2_000_000)}",`),
  );
  const { code, cause, stdout } = await ask(url);
  assert.deepEqual([code, cause], [5, "unknown"]);
  assert.match(stdout, /"truncated": true/);
  const talk = await runCli(["request", "/v1/x"], { env: { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: KEY } });
  assert.deepEqual([talk.code, talk.stdout], [5, ""]);
  assert.match(talk.stderr, /The answer is longer than what this program reads/);
});

test("an endless head is cut off at its bound", async (t) => {
  const { url } = await startRawServer(t, (socket) => feedEndlessly(socket, "HTTP/1.1 200 OK\r\n", "X-A: y\r\n"));
  assert.equal((await ask(url)).cause, "network.invalid_response");
});

test("a server that is silent, and one that stops within the body, are given up after their times", async (t) => {
  const silent = await startSilentServer(t);
  const first = await ask(silent.url, "--timeout", "300ms");
  assert.deepEqual([first.code, first.cause], [6, "network.timeout_response"]);
  const { url } = await startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"));
  const second = await ask(url, "--idle-timeout", "300ms");
  assert.deepEqual([second.code, second.cause], [6, "network.timeout_response"]);
});

test("what a server says never reaches a stream of people raw", async (t) => {
  const hostile =
    "\u001b]0;title\u0007\u001b[2J\u009b31m\u202egnp\u200b\r\n::error::forged\n::add-mask::x\n##[group]\u0000";
  const bodies = [
    JSON.stringify({ error: { code: "invalid_request", message: hostile, status: 400 } }),
    JSON.stringify({ error: { code: `x${hostile}`, message: "m", status: 400 } }),
    `<html><title>${hostile}</title>${hostile}</html>`,
    hostile,
  ];
  for (const body of bodies) {
    const answer = writeRaw(400, body, body.startsWith("<") ? HTML : { "X-Note": "a\u0080\u009bb" });
    const { url } = await startRawServer(t, (socket) => socket.end(answer));
    const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: KEY };
    for (const more of [["-v"], ["-i", "--include-error-body"], ["--json"]]) {
      const { stdout, stderr } = await runCli(["request", "/v1/x", "--max-attempts", "1", ...more], { env });
      assertHarmless(stdout + stderr);
    }
    const explained = await runCli(["explain", "-"], { stdin: body });
    assertHarmless(explained.stdout + explained.stderr);
    assertHarmless((await runCli(["explain", body.replaceAll("\u0000", "")])).stdout);
  }
  assertHarmless((await runCli(["explain", "--as", "code", hostile.replaceAll("\u0000", "")])).stderr);
  assertHarmless((await runCli([hostile.replaceAll("\u0000", "")])).stderr);
});

function assertHarmless(text: string): void {
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  assert.doesNotMatch(text, /^\s*::/m);
  assert.ok(!text.includes("##["));
}
