import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { serveRaw, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const GOOD = writeRaw(200, '{"ok":true}');

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "output-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

for (const name of ["-", "/dev/stdout"]) {
  test(`-o ${name} is standard output, and makes no file`, async (t) => {
    const cwd = makeFolder(t);
    const { env } = await serveRaw(t, GOOD);
    const { code, stdout, stderr } = await runCli(["request", "/v1/x", "-o", name], { env, cwd });
    assert.deepEqual([code, stdout, stderr, readdirSync(cwd)], [0, '{"ok":true}', "", []]);
  });
}

for (const [args, said] of [
  [["-o", ""], /^sandbox-errors: -o: the name of the file is empty\. Name a file\.\n$/],
  [["--har", ""], /^sandbox-errors: --har: the name of the file is empty\. Name a file\.\n$/],
  [["-o", "one", "--har", "one"], /^sandbox-errors: -o and --har name the same file\. Name two files\.\n$/],
  [["-o", "missing/file"], /^sandbox-errors: -o: "missing\/file" cannot be written: ENOENT/],
] as const) {
  test(`${args.map((arg) => `"${arg}"`).join(" ")} is refused before anything is sent`, async (t) => {
    const cwd = makeFolder(t);
    const { env, received } = await serveRaw(t, GOOD);
    const { code, stdout, stderr } = await runCli(["request", "/v1/x", ...args], { env, cwd });
    assert.deepEqual([code, stdout, received.length, readdirSync(cwd)], [2, "", 0, []]);
    assert.match(stderr, said);
  });
}

for (const [what, answer, code] of [
  ["a 304", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", 0],
  ["an error", writeRaw(400, '{"error":{"code":"invalid_request","message":"no","status":400}}'), 4],
  ["a body that breaks off", 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"a":', 6],
] as const) {
  test(`${what} leaves the file of -o as it was, and nothing beside it`, async (t) => {
    const cwd = makeFolder(t);
    writeFileSync(join(cwd, "kept"), "old");
    const { env } = await serveRaw(t, answer);
    const args = ["request", "GET", "/v1/x", "-o", "kept", "--max-attempts", "1"];
    assert.equal((await runCli(args, { env, cwd })).code, code);
    assert.deepEqual([readFileSync(join(cwd, "kept"), "utf8"), readdirSync(cwd)], ["old", ["kept"]]);
  });
}

test("a redirect is explained, named in the record, and not followed", async (t) => {
  const cwd = makeFolder(t);
  const { env, received } = await serveRaw(t, writeRaw(307, "", { Location: "/v1/other" }));
  const { code, stdout, stderr } = await runCli(["request", "/v1/x", "--har", "calls.har"], { env, cwd });
  assert.deepEqual([code, stdout, received.length], [6, "", 1]);
  assert.match(
    stderr,
    /sent you on to \/v1\/other\.[\s\S]*\nThe redirect was not followed: the key goes to no other place\.\n$/,
  );
  const { log } = JSON.parse(readFileSync(join(cwd, "calls.har"), "utf8"));
  assert.equal(log.entries[0].response.redirectURL, "/v1/other");
});

test("a record that cannot be written costs the record, not the answer", {
  skip: existsSync("/dev/full") ? false : "/dev/full is missing",
}, async (t) => {
  const { env } = await serveRaw(t, GOOD);
  const { code, stdout, stderr } = await runCli(["request", "/v1/x", "--har", "/dev/full"], { env });
  assert.deepEqual([code, stdout], [2, '{"ok":true}']);
  assert.match(stderr, /^sandbox-errors: --har: "\/dev\/full" cannot be written: ENOSPC/);
});
