import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startMock } from "../../src/mock/start-mock.js";
import { matchGolden } from "./golden.js";
import { bodyOf, KEY, serveRaw, writeError, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "request-"));
after(() => rmSync(folder, { recursive: true }));

const GOOD = writeRaw(200, '{"ok":true}', { "X-Seen": "yes" });

test("a good answer goes to stdout, byte for byte, and nothing to stderr", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  assert.deepEqual(await runCli(["request", "/v1/x"], { env }), {
    code: 0,
    signal: null,
    stdout: '{"ok":true}',
    stderr: "",
  });
  assert.match(received[0] ?? "", /^GET \/v1\/x HTTP\/1\.1\r\n/);
  assert.ok(received[0]?.includes(`Authorization: Bearer ${KEY}\r\n`));
});

test("a byte order mark and bytes that are no text come through a pipe unchanged", async (t) => {
  const marked = await serveRaw(t, writeRaw(200, '\ufeff{"a":1}\r\n'));
  assert.equal((await runCli(["request", "/v1/x"], { env: marked.env })).stdout, '\ufeff{"a":1}\r\n');
  const bytes = Buffer.from([0, 255, 254, 10, 128]);
  const head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\n";
  const { env } = await serveRaw(t, Buffer.concat([Buffer.from(head), bytes]));
  const path = join(folder, "bytes");
  const args = ["request", "/v1/sandboxes/11111111-1111-4111-8111-111111111111/files?path=/a&format=blob", "-o", path];
  const { code, stderr } = await runCli(args, { env });
  assert.equal(code, 0, stderr);
  assert.deepEqual(readFileSync(path), bytes);
  rmSync(path);
});

test("-i puts status and headers before the body", async (t) => {
  const { env } = await serveRaw(t, GOOD);
  await matchGolden("request-include", ["request", "-i", "/v1/x"], { env });
});

test("-o writes a good body whole, and nothing at all when the request failed", async (t) => {
  const { env } = await serveRaw(t, GOOD, writeError(400, "invalid_request", "no"));
  const path = join(folder, "out.json");
  const good = await runCli(["request", "/v1/x", "-o", path], { env });
  assert.deepEqual([good.code, good.stdout, readFileSync(path, "utf8")], [0, "", '{"ok":true}']);
  const bad = await runCli(["request", "/v1/x", "-o", join(folder, "none.json")], { env });
  assert.deepEqual([bad.code, bad.stdout, existsSync(join(folder, "none.json"))], [4, "", false]);
  assert.deepEqual(readdirSync(folder), ["out.json"]);
});

test("an error leaves stdout empty; --include-error-body puts the body there", async (t) => {
  const { env } = await serveRaw(t, writeError(403, "forbidden", "Not yours"));
  const { stdout, code } = await matchGolden("request-forbidden", ["request", "/v1/x"], { env });
  assert.deepEqual([stdout, code], ["", 3]);
  await matchGolden("request-error-body", ["request", "/v1/x", "-i", "--include-error-body", "-q"], { env });
});

test("--verbose says more, --quiet less", async (t) => {
  const { env } = await serveRaw(t, writeError(404, "not_found", "Sandbox not found"));
  const path = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
  await matchGolden("request-verbose", ["request", path, "-v"], { env });
  await matchGolden("request-quiet", ["request", path, "-q"], { env });
});

test("--json holds the report and each attempt, and nothing goes to stderr", async (t) => {
  const { env } = await serveRaw(t, writeError(404, "not_found", "Sandbox not found"));
  const path = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";
  const { stderr } = await matchGolden("request-json", ["request", "--json", path], { env });
  assert.equal(stderr, "");
});

/** Each class of error with the exit code that it ends in. */
const EXITS: Readonly<Record<string, readonly [string, number]>> = {
  "401 key": [writeRaw(401, '{"error":"Invalid API key"}'), 3],
  "403 access": [writeError(403, "forbidden", "no"), 3],
  "400 request": [writeError(400, "invalid_request", "agent is required"), 4],
  "404 resource": [writeError(404, "not_found", "Sandbox not found"), 4],
  "409 conflict": [writeError(409, "stream_active", "A stream is active"), 4],
  "402 budget": [writeError(402, "budget_exceeded", "over"), 4],
  "418 unknown": [writeError(418, "teapot", "short and stout"), 4],
  "500 server": [writeError(500, "internal_error", "boom"), 5],
  "502 sandbox": [writeError(502, "sandbox_error", "boom"), 5],
  "502 gateway": [writeRaw(502, "<html>502 Bad Gateway nginx</html>", { "Content-Type": "text/html" }), 5],
  "200 portal": [writeRaw(200, "<html><title>Log in</title></html>", { "Content-Type": "text/html" }), 6],
  "302 portal": [writeRaw(302, "", { Location: "http://127.0.0.1:9/login" }), 6],
  "429 rate": [writeError(429, "rate_limit_exceeded", "slow", { retryAfter: 9 }), 75],
  "429 edge": [writeRaw(429, "<html>cloudflare</html>", { "Content-Type": "text/html" }), 75],
  "503 wait": [writeRaw(503, '{"error":{"code":"x","message":"m"}}', { "Retry-After": "9" }), 75],
  "503 no wait": [writeRaw(503, ""), 5],
};

for (const [name, [answer, wanted]] of Object.entries(EXITS)) {
  test(`the answer "${name}" ends with exit code ${wanted}, and its diagnosis on stderr`, async (t) => {
    const { env, received } = await serveRaw(t, answer);
    const { code, stdout, stderr } = await runCli(["request", "/v1/x", "--max-attempts", "1"], { env });
    assert.deepEqual([code, stdout, received.length], [wanted, "", 1], stderr);
    assert.match(stderr, /^✗ /);
  });
}

test("fields make a nested JSON body, and a POST of it", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  writeFileSync(join(folder, "prompt.txt"), "from a file");
  const { code } = await runCli(
    [
      "request",
      "/v1/x",
      ..."-f agent=a -f options[model]=m -F options[maxTurns]=3 -f tags[]=one -f tags[]=two".split(" "),
      ..."-F n=null -F list=[1,2] -f empty= -f parts[][type]=text -f parts[][text]=hi -f __proto__=p".split(" "),
      ...["-F", `prompt=@${join(folder, "prompt.txt")}`],
    ],
    { env },
  );
  assert.equal(code, 0);
  assert.match(received[0] ?? "", /^POST \/v1\/x /);
  assert.match(received[0] ?? "", /\r\ncontent-type: application\/json\r\n/i);
  assert.equal(
    bodyOf(received),
    '{"agent":"a","options":{"model":"m","maxTurns":3},"tags":["one","two"],"empty":"","parts":[{"type":"text","text":"hi"}],"__proto__":"p","n":null,"list":[1,2],"prompt":"from a file"}',
  );
});

test("in a GET, fields and --query become the query string", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  await runCli(["request", "GET", "/v1/x?a=1", "--query", "b=2 3", "-f", "c=ä", "-F", "d=true"], { env });
  assert.match(received[0] ?? "", /^GET \/v1\/x\?a=1&b=2\+3&c=%C3%A4&d=true /);
});

test("-d takes text, a file and standard input", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  writeFileSync(join(folder, "body.json"), '{"from":"file"}\n');
  await runCli(["request", "/v1/x", "-d", '{"a":1}'], { env });
  await runCli(["request", "PUT", "/v1/x", "-d", `@${join(folder, "body.json")}`], { env });
  await runCli(["request", "/v1/x", "-d", "-"], { env, stdin: '{"from":"stdin"}' });
  await runCli(["request", "/v1/x", "-d", "plain words", "-H", "Content-Type: text/plain"], { env });
  assert.deepEqual(
    received.map((text) => [text.slice(0, text.indexOf(" ")), bodyOf([text])]),
    [
      ["POST", '{"a":1}'],
      ["PUT", '{"from":"file"}\n'],
      ["POST", '{"from":"stdin"}'],
      ["POST", "plain words"],
    ],
  );
});

test("{agent} in a path is the agent's slug", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  await runCli(["request", "/v1/chat/{agent}/x/stream", "--agent", "my agent"], { env });
  assert.match(received[0] ?? "", /^GET \/v1\/chat\/my%20agent\/x\/stream /);
});

test("an own Authorization header is sent in place of the key", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  await runCli(["request", "/v1/x", "-H", "Authorization: Bearer own-text-of-mine"], { env });
  assert.match(received[0] ?? "", /\r\nAuthorization: Bearer own-text-of-mine\r\n/);
  assert.ok(!received[0]?.includes(KEY));
});

const POST_ARGS = [
  "request",
  "/v1/x?q=a%20b",
  "-f",
  'text=it\'s "quoted" $HOME `id` \\ ü',
  "-H",
  "X-Empty;",
  "-H",
  "X-Note: a 'b' $c",
];

test("--curl and --dry-run send nothing and show no key", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const shown = { SANDBOX_BASE_URL: "https://api.example.com", SANDBOX_API_KEY: KEY };
  await matchGolden("request-curl", [...POST_ARGS, "--curl"], { env: shown });
  await matchGolden("request-dry-run", [...POST_ARGS, "--dry-run"], { env: shown });
  await matchGolden("request-dry-run-json", [...POST_ARGS, "--dry-run", "--json"], { env: shown });
  await runCli([...POST_ARGS, "--dry-run"], { env });
  assert.deepEqual(received, []);
});

test("--har records the attempts, without the key", async (t) => {
  const { env } = await serveRaw(t, writeError(404, "not_found", "Sandbox not found"));
  const path = join(folder, "calls.har");
  const { code } = await runCli(["request", "/v1/sandboxes/abc?x=1", "-f", "note=hi", "--har", path], { env });
  assert.equal(code, 4);
  const text = readFileSync(path, "utf8");
  assert.ok(!text.includes(KEY));
  const { log } = JSON.parse(text) as { log: { entries: readonly { request: object; response: object }[] } };
  assert.equal(log.entries.length, 1);
  const explained = await runCli(["explain", path, "--exit-code"]);
  assert.equal(explained.code, 4);
});

test("a chat stream is printed raw, as its text, or one event a line", async (t) => {
  const mock = await startMock({ now: Date.now, random: () => 0.5, key: KEY });
  t.after(() => mock.close());
  const env = { SANDBOX_BASE_URL: mock.url, SANDBOX_API_KEY: KEY, SANDBOX_AGENT: "my-agent" };
  const made = await runCli(["request", "/v1/sandboxes", "-f", "agent=my-agent"], { env });
  const { id } = JSON.parse(made.stdout) as { id: string };
  const message = '{"role":"user","parts":[{"type":"text","text":"hello"}]}';
  const chat = (...args: readonly string[]) =>
    runCli(["request", "/v1/chat/{agent}", "-f", `sandboxId=${id}`, "-F", `messages=[${message}]`, ...args], { env });
  const raw = await chat();
  assert.equal(raw.code, 0, raw.stderr);
  assert.match(raw.stdout, /^data: \{"type":"start"/);
  assert.match(raw.stdout, /data: \[DONE\]\n\n$/);
  const text = await chat("--format", "text");
  assert.deepEqual([text.code, text.stderr], [0, ""]);
  assert.doesNotMatch(text.stdout, /data:|\{/);
  const events = (await chat("--format", "ndjson")).stdout.trimEnd().split("\n");
  const deltas = events.map((line) => JSON.parse(line) as { type: string; delta?: string });
  assert.equal(deltas[0]?.type, "start");
  assert.equal(deltas.map(({ delta }) => delta ?? "").join(""), text.stdout.replace(/\n$/, ""));
  const headed = await chat("-i");
  assert.match(headed.stdout, /^HTTP\/1\.1 200\n[\s\S]*\n\ndata: /);
  const saved = join(folder, "stream.txt");
  assert.deepEqual([(await chat("-o", saved)).stdout, readFileSync(saved, "utf8").slice(0, 6)], ["", "data: "]);
});

test("--mock needs no key and answers the error that Prefer asks for", async () => {
  const { code, stderr } = await matchGolden("request-mock", [
    ..."request --mock GET /health --max-attempts 1 -H".split(" "),
    "Prefer: code=sandbox_error",
  ]);
  assert.equal(code, 5, stderr);
});

test("without a key nothing is sent, and an endpoint without authentication needs none", async (t) => {
  const { env, received } = await serveRaw(t, GOOD);
  const { SANDBOX_BASE_URL } = env;
  await matchGolden("request-no-key", ["request", "/v1/sandboxes/x"], { env: { SANDBOX_BASE_URL } });
  assert.deepEqual(received, []);
  assert.equal((await runCli(["request", "/health"], { env: { SANDBOX_BASE_URL } })).code, 0);
  assert.equal(received.length, 1);
});
