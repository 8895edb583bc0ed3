import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { KEY } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const skip = spawnSync("curl", ["--version"]).status === 0 ? false : "curl is missing";

const folder = mkdtempSync(join(tmpdir(), "curl-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "not.json"), "@file\n-\n");
writeFileSync(join(folder, "it's odd.bin"), Buffer.from([0, 1, 255, 254, 10, 64]));
writeFileSync(join(folder, "long.json"), JSON.stringify({ a: "x".repeat(200_000) }));
writeFileSync(join(folder, "streamed.json"), JSON.stringify({ a: "x".repeat(1_200_000) }));
writeFileSync(join(folder, "key.txt"), `${KEY}\n`);

interface Order {
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
}

/** Requests whose lines are easily written wrongly. */
const ORDERS: Readonly<Record<string, Order>> = {
  "a bare GET": { args: ["/v1/x"] },
  "a DELETE": { args: ["DELETE", "/v1/x"] },
  "a HEAD": { args: ["HEAD", "/v1/x"] },
  "a GET with a body": { args: ["GET", "/v1/x", "-d", "{}"] },
  "quotes, dollars and backticks": {
    args: ["/v1/x?q=a%20b", "-f", 'text=it\'s "quoted" $HOME `id` \\ ü', "-H", "X-Empty;", "-H", "X-Note: a 'b' $c"],
  },
  "a body of several lines": { args: ["/v1/x", "-d", '{"a":\n"b"}\n'] },
  "an @ within a body": { args: ["PUT", "/v1/x", "-d", '{"a":"@b"}'] },
  "characters that hide or reorder text": { args: ["/v1/x", "-f", "a=\u202eü😀\u200b\u0007%s\\n"] },
  "lines that GitHub takes for commands": { args: ["/v1/x", "-d", "::error::x\n", "-H", "Content-Type: text/plain"] },
  "an empty body": { args: ["/v1/x", "-d", ""] },
  "a file that begins with an @": { args: ["/v1/x", "-d", "@not.json", "-H", "Content-Type: text/plain"] },
  "a file of bytes with an odd name": { args: ["/v1/x", "-d", "@it's odd.bin", "-H", "Content-Type: a/b"] },
  "a file that is too long for a word": { args: ["/v1/x", "-d", "@long.json"] },
  "a file that is read while it is sent": { args: ["/v1/x", "-d", "@streamed.json"] },
  "standard input": { args: ["/v1/x", "-d", "-"], stdin: '{"from":"it\'s\\n"}\n' },
  "bytes on standard input": {
    args: ["/v1/x", "-d", "@-", "-H", "Content-Type: a/b"],
    stdin: Buffer.from([0, 255, 10]),
  },
  "more parameters": { args: ["/v1/x?a=%20b", "--query", "c=d e&f", "--query", "g=ü"] },
  "brackets and braces": { args: ["GET", "/v1/x[1]{2}?a=[3]"] },
  "two slashes": { args: ["//v1//x"] },
  "headers twice and left out": { args: ["/v1/x", "-d", "x", "-H", "X-A: 1", "-H", "X-A: 2", "-H", "Content-Type:"] },
  "no key": { args: ["/v1/x", "-H", "Authorization:"] },
};

/** An API that reads each request whole, refuses it, and keeps what has to be the same whoever sends it. */
async function startApi(t: TestContext) {
  const received: { line: string; headers: readonly string[]; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const hash = createHash("sha256");
    for await (const piece of request) hash.update(piece);
    const headers = request.rawHeaders.flatMap((name, i, all) =>
      i % 2 === 0 ? [`${name.toLowerCase()}: ${all[i + 1]}`] : [],
    );
    received.push({
      line: `${request.method} ${request.url}`,
      headers: headers.filter((header) => /^(?:authorization|content-type|x-)/.test(header)).sort(),
      body: hash.digest("hex"),
    });
    response.writeHead(404, { "Content-Type": "application/json", Connection: "close" });
    response.end('{"error":{"code":"not_found","message":"Sandbox not found","status":404}}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { received, env: { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY } };
}

/** Runs the line as a script, for it may be longer than an argument. Not synchronous: the server that is asked runs here. */
async function runLine(line: string, env: Readonly<Record<string, string>>): Promise<string> {
  writeFileSync(join(folder, "line.sh"), line);
  const child = spawn("sh", ["line.sh"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("latin1");
  });
  const [code] = await once(child, "close");
  assert.equal(code, 0, line.slice(0, 500));
  return output;
}

for (const [what, { args, stdin }] of Object.entries(ORDERS)) {
  test(`the line that --curl prints sends the same request, to the same verdict: ${what}`, { skip }, async (t) => {
    const { env, received } = await startApi(t);
    const options = { env, cwd: folder, ...(stdin === undefined ? {} : { stdin }) };
    const { stdout: line, stderr } = await runCli(["request", ...args, "--curl"], options);
    assert.deepEqual([stderr, received.length], ["", 0]);
    const { code } = await runCli(["request", ...args], options);
    const answer = await runLine(line, env);
    assert.deepEqual(received[1], received[0], line.slice(0, 500));
    const explained = await runCli(["explain", "-", "--as", "http", "--exit-code"], { stdin: answer });
    assert.deepEqual([explained.code, code], [4, 4]);
  });
}

test("the line takes the key from the variable that it stands in", { skip }, async (t) => {
  const { env, received } = await startApi(t);
  const other = { SANDBOX_BASE_URL: env.SANDBOX_BASE_URL, API_KEY_21ST: KEY };
  const { stdout: line } = await runCli(["request", "/v1/x", "--curl"], { env: other });
  await runLine(line, other);
  assert.deepEqual(received[0]?.headers, [`authorization: Bearer ${KEY}`]);
});

mkdirSync(join(folder, "home/.an"), { recursive: true });
writeFileSync(join(folder, "home/.an/credentials"), JSON.stringify({ apiKey: KEY }));

for (const [where, args, env] of [
  ["the command line", ["--api-key", KEY], {}],
  ["the file of --api-key-file", ["--api-key-file", "key.txt"], {}],
  ["~/.an/credentials", [], { HOME: join(folder, "home") }],
] as const) {
  test(`a key from ${where} is said to be missing from the line`, async () => {
    const { code, stdout, stderr } = await runCli(["request", "/v1/x", "--curl", ...args], { env, cwd: folder });
    assert.deepEqual([code, stderr], [0, `Set SANDBOX_API_KEY before you run it: here it comes from ${where}.\n`]);
    assert.equal(stdout, 'curl -i https://relay.an.dev/v1/x -H "Authorization: Bearer $SANDBOX_API_KEY"\n');
  });
}

test("secrets are left out of the line, and it says so, also where the body is written in octal", async () => {
  for (const extra of ["plain", "\u202e"]) {
    const { code, stdout, stderr } = await runCli(
      ["request", "/v1/sandboxes", "-f", "envs[TOKEN]=50%'s-of-secret", "-f", `note=${extra}`, "--curl"],
      { env: { SANDBOX_API_KEY: KEY } },
    );
    assert.equal(code, 0);
    assert.match(stdout, /"envs":\{"TOKEN":"\[redacted\]"\}/);
    assert.doesNotMatch(stdout, /of-secret/);
    assert.equal(stderr, "Put the secrets back in where it says [redacted].\n");
  }
});

test("a body that is too long for a line is piped into it", async () => {
  const { stdout, stderr } = await runCli(["request", "/v1/x", "-d", "-", "--curl"], {
    env: { SANDBOX_API_KEY: KEY },
    stdin: JSON.stringify("x".repeat(50_000)),
  });
  assert.match(stdout, /-H 'Content-Type: application\/json' --data-binary @-\n$/);
  assert.equal(stderr, "Pipe the body into it: it is too long to stand in a line.\n");
});
