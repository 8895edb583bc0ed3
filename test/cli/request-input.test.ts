import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { bodyOf, KEY, serveRaw, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "input-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "words.txt"), "from a file");

const GOOD = writeRaw(200, '{"ok":true}');

for (const [name, args, stdin, body] of [
  ["-d @- as in curl", ["-d", "@-"], '{"a":1}', '{"a":1}'],
  ["-d -", ["-d", "-"], '{"a":1}', '{"a":1}'],
  ["-F key=@- as in gh", ["-F", "text=@-"], 'say "hi"\n', '{"text":"say \\"hi\\"\\n"}'],
] as const) {
  test(`${name} reads standard input`, async (t) => {
    const { env, received } = await serveRaw(t, GOOD);
    const { code, stderr } = await runCli(["request", "/v1/x", ...args], { env, stdin });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(bodyOf(received), body);
  });
}

for (const [first, second, args] of [
  ["--api-key-stdin", "-d", ["--api-key-stdin", "-d", "-"]],
  ["--api-key-stdin", "-d", ["--api-key-stdin", "-d", "@-"]],
  ["--api-key-stdin", "-d", ["--api-key-stdin", "-d", "@/dev/stdin"]],
  ["--api-key-stdin", "-F", ["--api-key-stdin", "-F", "text=@-"]],
  ["-F", "-F", ["-F", "a=@-", "-F", "b=@-"]],
] as const) {
  test(`${args.join(" ")} is refused: both would read standard input, and nothing is sent`, async (t) => {
    const { env, received } = await serveRaw(t, GOOD);
    const { code, stdout, stderr } = await runCli(["request", "/v1/x", ...args], { env, stdin: `${KEY}\n` });
    assert.deepEqual([code, stdout, received.length], [2, "", 0]);
    assert.match(stderr, new RegExp(`^sandbox-errors: ${first} and ${second} both read standard input\\. Take one`));
  });
}

test("an @ without a name is named as what is wrong", async () => {
  const { code, stderr } = await runCli(["request", "/v1/x", "-d", "@"], { env: { SANDBOX_API_KEY: KEY } });
  assert.deepEqual([code, stderr.split(".")[0]], [2, "sandbox-errors: -d: @ names no file"]);
});

test("a[] without a value is an empty list in the body, as in gh", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const { code } = await runCli(["request", "/v1/x", "-f", "tags[]", "-F", "a[b][]"], { env });
  assert.deepEqual([code, bodyOf(received)], [0, '{"tags":[],"a":{"b":[]}}']);
});

for (const [path, said] of [
  ["", /^sandbox-errors: The path is empty/],
  ["/v1/files?path=/a#b", /^sandbox-errors: What follows the # in "\/v1\/files\?path=\/a#b" would not be sent/],
] as const) {
  test(`the path ${JSON.stringify(path)} is refused, and nothing is sent`, async (t) => {
    const { env, received } = await serveRaw(t, GOOD);
    const { code, stderr } = await runCli(["request", "GET", path], { env });
    assert.deepEqual([code, received.length], [2, 0]);
    assert.match(stderr, said);
  });
}

test("a URL with a password is refused as a fault of the command line, without the password", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const url = env.SANDBOX_BASE_URL.replace("//", "//me:hunter2@");
  const { code, stdout, stderr } = await runCli(["request", `${url}/v1/x`, "--json"], { env });
  assert.deepEqual([code, received.length, stderr], [2, 0, ""]);
  assert.match(stdout, /The URL holds a user name or password/);
  assert.doesNotMatch(stdout, /hunter2/);
});

test("-H 'Authorization:' sends no key, and needs none", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const { SANDBOX_BASE_URL } = env;
  for (const each of [env, { SANDBOX_BASE_URL }]) {
    const { code } = await runCli(["request", "/v1/x", "-H", "Authorization:"], { env: each });
    assert.deepEqual([code, /authorization/i.test(received.join(""))], [0, false]);
  }
});

test("-H 'Content-Type:' sends the body without a type, and does not read it as JSON", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const { code } = await runCli(["request", "/v1/x", "-d", "no JSON", "-H", "Content-Type:"], { env });
  assert.deepEqual([code, bodyOf(received), /content-type/i.test(received.join(""))], [0, "no JSON", false]);
});

for (const header of ["Content-Length: 3", "Transfer-Encoding: chunked", "Expect: 100-continue"]) {
  test(`-H '${header}' is a fault of the command line, not an unknown error of the server`, async (t) => {
    const { env, received } = await serveRaw(t, GOOD);
    const { code, stderr } = await runCli(["request", "/v1/x", "-d", "{}", "-H", header], { env });
    assert.deepEqual([code, received.length], [2, 0]);
    assert.match(stderr, /^sandbox-errors: -H: [\w-]+ is written by this program itself\. Leave it out/);
  });
}

test("a HEAD with a body is refused, as curl refuses it", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const { code, stderr } = await runCli(["request", "HEAD", "/v1/x", "-d", "{}"], { env });
  assert.deepEqual([code, received.length], [2, 0]);
  assert.match(stderr, /^sandbox-errors: -d: a HEAD request has no body/);
});
