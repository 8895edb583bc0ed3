import assert from "node:assert/strict";
import { test } from "node:test";
import { matchGolden } from "./golden.js";
import { runCli } from "./run-cli.js";

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

const DOCUMENTED = JSON.stringify({
  error: { code: "rate_limit_exceeded", message: "Too many requests", status: 429, retryAfter: 60 },
});

const RAW_HTTP = `HTTP/2 429 \r
date: Thu, 01 Jan 2026 00:00:00 GMT\r
content-type: application/json; charset=utf-8\r
retry-after: 30\r
\r
{"error":{"code":"rate_limit_exceeded","message":"Too many requests"}}`;

const HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

function harEntry(status: number, body: string, headers: readonly { name: string; value: string }[] = []): object {
  return {
    startedDateTime: "2026-01-01T00:00:00.000Z",
    time: 12,
    request: {
      method: "GET",
      url: "https://relay.an.dev/v1/sandboxes/11111111-1111-4111-8111-111111111111",
      headers: [{ name: "Authorization", value: `Bearer ${KEY}` }, ...headers],
    },
    response: {
      status,
      headers: [{ name: "Content-Type", value: "application/json" }],
      content: { mimeType: "application/json", text: body },
    },
  };
}

const HAR = JSON.stringify({
  log: {
    version: "1.2",
    creator: { name: "test", version: "1" },
    entries: [
      harEntry(404, '{"error":{"code":"sandbox_not_found","message":"Sandbox not found"}}'),
      harEntry(401, '{"error":"Invalid API key"}'),
      harEntry(200, '{"id":"11111111-1111-4111-8111-111111111111","status":"active"}'),
    ],
  },
});

/** Every kind of subject, one run each. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  code: ["stream_active"],
  status: ["429"],
  cause: ["key.mangled"],
  documented: [DOCUMENTED],
  nested: ['{"error":{"code":"sandbox_unavailable","message":"Failed to connect sandbox"}}'],
  flat: ['{"error":"validation_error","message":"name must be at most 200 characters","status":400}'],
  bare: ['{"error":"Missing or invalid Authorization header"}'],
  problem: ['{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"slow down"}'],
  other: ['{"message":"nope"}'],
  broken: ['{"error":{"code":"not_found","mess'],
  unknown: ['{"error":{"code":"brand_new_code","message":"Something new","status":418}}'],
  html: [HTML],
  stream: ['data: {"type":"start"}\n\ndata: {"type":"error","errorText":"[session_start] boom"}\n\ndata: [DONE]\n'],
  stored: [
    '{"id":"11111111-1111-4111-8111-111111111111","status":"error","error":"sandbox_error: process exited","messages":[]}',
  ],
  http: [RAW_HTTP],
  message: ["Request failed: 401"],
  "joined-words": ["Request", "failed:", "404", "Sandbox", "not", "found"],
  "two-names": ["401", "unauthorized"],
  "two-bodies": [DOCUMENTED, '{"error":"Invalid API key"}'],
};

for (const [name, subject] of Object.entries(SUBJECTS)) {
  test(`explain reads a subject of the kind ${name}`, async () => {
    const { code } = await matchGolden(`explain-${name}`, ["explain", ...subject]);
    assert.equal(code, 0);
  });
}

test("explain reads a file, a HAR and standard input, by itself or as -", async () => {
  await matchGolden("explain-har", ["explain", "calls.har"], { files: { "calls.har": HAR } });
  await matchGolden("explain-file", ["explain", "answer.txt"], { files: { "answer.txt": RAW_HTTP } });
  await matchGolden("explain-piped", ["explain"], { stdin: DOCUMENTED });
  await matchGolden("explain-dash", ["explain", "-"], { stdin: "stream_active\n" });
});

test("an exact name wins over a file of that name", async () => {
  await matchGolden("explain-name-before-file", ["explain", "conflict"], { files: { conflict: RAW_HTTP } });
});

test("--as forces the reading", async () => {
  const args = ["explain", "--as"];
  await matchGolden("explain-as-message", [...args, "message", "429"]);
  await matchGolden("explain-as-json", [...args, "json", "plain words"]);
  await matchGolden("explain-as-http-wrong", [...args, "http", "plain words"]);
  await matchGolden("explain-as-code-wrong", [...args, "code", "429"]);
  await matchGolden("explain-as-har-wrong", [...args, "har", "answer.txt"], { files: { "answer.txt": RAW_HTTP } });
});

test("--exit-code exits as the diagnosis would", async () => {
  const ends: readonly (readonly [string, number])[] = [
    [DOCUMENTED, 75],
    ["Request failed: 401", 3],
    ['{"error":{"code":"brand_new_code","message":"new","status":418}}', 4],
    ['{"error":{"code":"brand_new_code","message":"new","status":599}}', 5],
    [HTML, 5],
    ["ECONNREFUSED 127.0.0.1:443", 6],
    ["stream_active", 0],
  ];
  for (const [subject, wanted] of ends) {
    const { code } = await runCli(["explain", "--exit-code", subject]);
    assert.equal(code, wanted, subject);
  }
});

test("a bare word that is nothing gets a suggestion and exit code 2", async () => {
  for (const [name, word] of Object.entries({ near: "stream_activ", far: "zzzzzzzz", status: "999" })) {
    const { code, stdout } = await matchGolden(`explain-unknown-${name}`, ["explain", word]);
    assert.deepEqual([code, stdout], [2, ""]);
  }
});

test("nothing to explain is said to be nothing", async () => {
  await matchGolden("explain-empty-input", ["explain"], { stdin: "" });
  await matchGolden("explain-empty-word", ["explain", ""]);
});

test("--json prints one document for names, for exchanges and for errors", async () => {
  await matchGolden("explain-json-report", ["explain", "--json", DOCUMENTED]);
  await matchGolden("explain-json-usage", ["explain", "--json", "stream_activ"]);
  const { stdout } = await runCli(["explain", "--json", "stream_active"]);
  const document: unknown = JSON.parse(stdout);
  assert.ok(typeof document === "object" && document !== null && "entries" in document);
});

test("colour comes when it is asked for, and only then", async () => {
  await matchGolden("explain-color-always", ["explain", "--color", "always", DOCUMENTED]);
  const escapes = async (args: readonly string[], env: Record<string, string>): Promise<boolean> =>
    (await runCli(["explain", ...args, DOCUMENTED], { env })).stdout.includes("\u001b[");
  assert.equal(await escapes([], {}), false);
  assert.equal(await escapes([], { FORCE_COLOR: "1" }), true);
  assert.equal(await escapes([], { FORCE_COLOR: "1", NO_COLOR: "1" }), false);
  assert.equal(await escapes(["--color", "never"], { FORCE_COLOR: "1" }), false);
  assert.equal(await escapes(["--color", "always"], { NO_COLOR: "1" }), true);
});

test("a pipe gets 80 columns, whatever COLUMNS says", async () => {
  const { stdout: usual } = await runCli(["explain", "stream_active"]);
  const { stdout: told } = await runCli(["explain", "stream_active"], { env: { COLUMNS: "200" } });
  assert.equal(told, usual);
});
