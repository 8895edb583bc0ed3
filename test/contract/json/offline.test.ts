import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { main } from "../../../src/cli/main.js";
import { runCli } from "../../cli/run-cli.js";
import { createFakeHost } from "../../fakes/fake-host.js";
import { readDocument, runJson } from "./run-json.js";

const folder = mkdtempSync(join(tmpdir(), "json-offline-"));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [what, args, command] of [
  ["the help", ["--help"], null],
  ["the version", ["--version"], null],
  ["a command's help", ["request", "--help"], "request"],
] as const) {
  test(`${what} is a document with a text`, async () => {
    const { document } = await runJson(args);
    assert.equal(document.command, command);
    assert.equal(document.exit.name, "ok");
    assert.ok("text" in document);
  });
}

test("codes is one document with the whole catalogue, with or without --causes", async () => {
  const { document } = await runJson(["codes"]);
  assert.equal(document.exit.name, "ok");
  for (const member of ["codes", "statuses", "causes"]) assert.ok(member in document);
  assert.deepEqual((await runJson(["codes", "--causes"])).document, document);
});

test("--json counts before the command as well as behind it", async () => {
  const { document } = await runJson(["explain", "429"]);
  assert.deepEqual(readDocument(await runCli(["--json", "explain", "429"])), document);
});

const ENTRIES = ["stream_active", "429", "200", "key.mangled", "unknown"];

test("explain gives an entry for each bare code, status and cause id, in order", async () => {
  const { document } = await runJson(["explain", ...ENTRIES]);
  assert.deepEqual(
    document.entries?.map(({ id }) => id),
    ENTRIES,
  );
  assert.deepEqual(document.reports, []);
});

const BODY = '{"error":{"code":"rate_limit_exceeded","message":"Slow down","status":429,"retryAfter":7}}';
const SUBJECTS: Readonly<Record<string, string>> = {
  "a documented body": BODY,
  "a flat body": '{"error":"Unauthorized","code":"unauthorized"}',
  "an unknown code": '{"error":{"code":"brand_new","message":"?","status":418}}',
  "a broken body": '{"error":{"code":"not_found"',
  "a body within a string": JSON.stringify(BODY),
  "an HTML page": "<!doctype html><html><title>502 Bad Gateway</title></html>",
  "raw HTTP": `HTTP/1.1 429 Too Many Requests\r\nDate: Mon, 01 Jan 2026 00:00:00 GMT\r\nRetry-After: 7.5\r\n\r\n${BODY}`,
  "raw HTTP with the highest status": "HTTP/1.1 999 Odd\r\n\r\n",
  "an SDK's message": "Request failed: 401",
  "a network failure": "TypeError: fetch failed { cause: Error: getaddrinfo ENOTFOUND relay.an.dev }",
  "dangerous characters": '{"error":{"code":"a\\u001b[31m\\u202e\\ud800","message":"\\u0000::error::x","status":400}}',
  "values of other types": '{"error":{"code":7,"message":[],"status":"400","retryAfter":-1e300}}',
  "a wait beyond every calendar":
    '{"error":{"code":"rate_limit_exceeded","message":"x","status":429,"retryAfter":1e300}}',
};

for (const [what, subject] of Object.entries(SUBJECTS)) {
  test(`explain of ${what} is true to the schema`, async () => {
    const { document } = await runJson(["explain"], { stdin: subject });
    assert.equal(document.exit.name, "ok");
    assert.equal(document.reports?.length, 1);
  });
}

/** A HAR whose entries' answers have these statuses. */
function writeHar(statuses: readonly unknown[]): string {
  const entries = statuses.map((status) => ({
    startedDateTime: "2026-01-01T00:00:00Z",
    time: 12.5,
    request: { method: "GET", url: "https://relay.an.dev/v1/sandboxes/x", headers: [] },
    response: { status, headers: [{ name: "Retry-After", value: "3" }], content: { text: BODY } },
  }));
  return JSON.stringify({ log: { version: "1.2", entries } });
}

test("explain gives a report for each entry of a HAR, whatever its status", async () => {
  const statuses = [200, 429, 0, -1, 404.5, 1e300, 99, 1000, "429", null];
  const file = join(folder, "some.har");
  writeFileSync(file, writeHar(statuses));
  const { document } = await runJson(["explain", file]);
  assert.equal(document.reports?.length, statuses.length);
});

for (const [name, subject] of [
  ["key", '{"error":{"code":"unauthorized","message":"Invalid or missing API key","status":401}}'],
  ["refused", '{"error":{"code":"invalid_request","message":"sandboxId is required","status":400}}'],
  ["server", '{"error":{"code":"internal_error","message":"x","status":500}}'],
  ["no_answer", "connect ECONNREFUSED 127.0.0.1:3000"],
  ["try_later", BODY],
] as const) {
  test(`explain --exit-code ends with ${name} where the diagnosis does`, async () => {
    const { document } = await runJson(["explain", "--exit-code"], { stdin: subject });
    assert.equal(document.exit.name, name);
  });
}

const WRONG: Readonly<Record<string, readonly string[]>> = {
  "no command": [],
  "an unknown command": ["bogus"],
  "an unknown option": ["codes", "--bogus"],
  "an unknown option before the command": ["--bogus", "codes"],
  "an argument too many": ["codes", "extra"],
  "an unknown colour": ["codes", "--color", "sometimes"],
  "a command after --": ["codes", "--", "ls"],
  "nothing to explain": ["explain"],
  "an unknown word": ["explain", "stream_activ"],
  "an unknown kind": ["explain", "--as", "nonsense", "x"],
  "an unknown code": ["explain", "--as", "code", "nope"],
  "a HAR that is no file": ["explain", "--as", "har", "no-such-file"],
  "raw HTTP that is none": ["explain", "--as", "http", "hello"],
  "no path": ["request"],
  "a method without a path": ["request", "GET"],
  "an unknown method": ["request", "BREW", "/x"],
  "a path with a space": ["request", "/a b"],
  "another origin": ["request", "https://example.com/v1"],
  "an agent that nobody names": ["request", "/v1/chat/{agent}"],
  "a duration that is none": ["request", "/x", "--timeout", "soon"],
  "no attempts": ["request", "/x", "--max-attempts", "0"],
  "a wait that is none": ["check-key", "--max-wait", "-"],
  "an address that is none": ["check-key", "--base-url", "ftp://example.com"],
  "plain HTTP to another host": ["check-key", "--base-url", "http://example.com"],
  "a header that is none": ["request", "/x", "-H", "nonsense"],
  "a header with a line break": ["request", "/x", "-H", "A: b\nC: d"],
  "a field that is none": ["request", "/x", "-f", "nonsense"],
  "a JSON field that is none": ["request", "/x", "-F", "a={"],
  "a file that is missing": ["request", "/x", "-d", "@no-such-file"],
  "a form that is unknown": ["request", "/x", "--format", "xml"],
  "two keys": ["check-key", "--api-key", "a", "--api-key-stdin"],
  "a key file that is missing": ["check-key", "--api-key-file", "no-such-file"],
  "an argument of mock": ["mock", "npm"],
  "a port that is none": ["mock", "--port", "99999"],
  "an address that mock cannot have": ["mock", "--host", "192.0.2.1"],
  "nothing after --": ["mock", "--"],
  "a command that cannot start": ["mock", "--", "/no/such/command"],
  "an output that cannot be written": ["request", "--mock", "/health", "-o", "/no/such/folder/file"],
  "a HAR that cannot be written": ["request", "--mock", "/health", "--har", "/no/such/folder/file"],
};

for (const [what, args] of Object.entries(WRONG)) {
  test(`${what} is a usage error in one document`, async () => {
    const { document, run } = await runJson(args);
    assert.equal(document.exit.name, "usage");
    assert.ok(document.error !== null && document.error.message.length > 0);
    assert.deepEqual(Object.keys(document), ["schemaVersion", "command", "exit", "error"]);
    assert.equal(run.stderr, "");
  });
}

test("a word of the contract that is a password too stays a word of the contract", async () => {
  const env = { HTTPS_PROXY: "http://user:error@127.0.0.1:1", SANDBOX_API_KEY: "likely" };
  const { document } = await runJson(["explain", "--exit-code", BODY], { env });
  assert.equal(document.exit.name, "try_later");
});

test("a bug of this program is one document with exit 70", async () => {
  const host = createFakeHost({ args: ["explain", "some.txt", "--json"] });
  const broken = {
    ...host.files,
    isFile: async () => {
      throw new Error("boom");
    },
  };
  const code = await main({ ...host, files: broken });
  const document = readDocument({ code, signal: null, stdout: host.stdout.text, stderr: host.stderr.text });
  assert.equal(document.exit.name, "internal");
});
