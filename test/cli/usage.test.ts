import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertNoStack, compareGolden } from "./golden.js";
import { KEY } from "./raw-answers.js";
import { type CliOptions, runCli } from "./run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "usage-"));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "a-folder"));
writeFileSync(join(folder, "broken.json"), '{"a": 1,\n "b": }');
writeFileSync(join(folder, "large.txt"), "x".repeat(70_000));

type Case = readonly [args: readonly string[], named: string, options?: CliOptions];

function words(line: string): string[] {
  return line.split(" ");
}

/** Command lines that cannot be obeyed, and the input that the sentence has to name. Nothing listens where they point. */
const WRONG: Readonly<Record<string, readonly Case[]>> = {
  commands: [
    [[], "No command"],
    [["explan"], "explan"],
    [["Explain"], "Explain"],
    [["--frobnicate"], "--frobnicate"],
    [words("explain 429 --frobnicate"), "--frobnicate"],
    [words("explain 429 --exitcode"), "--exitcode"],
    [words("codes extra"), "codes"],
    [words("check-key extra"), "check-key"],
    [["request"], "method-or-path"],
    [words("request GET /a /b"), "request"],
    [words("explain -- 429"), "--"],
    [words("mock extra"), "extra"],
    [words("mock --"), "--"],
  ],
  choices: [
    [words("explain --as poem 429"), "poem"],
    [words("explain --color blue 429"), "blue"],
    [words("explain 429 --as"), "--as"],
    [words("request /x --format xml"), "xml"],
    [words("request /x -H"), "-H"],
    [words("request /x --timeout"), "--timeout"],
  ],
  durations: [
    [words("request /x --timeout soon"), "soon"],
    [words("request /x --timeout -5"), "-5"],
    [words("request /x --idle-timeout 1.5s"), "1.5s"],
    [words("request /x --max-wait 10y"), "10y"],
    [words("check-key --max-wait 99999999999h"), "99999999999h"],
    [["check-key"], "SANDBOX_TIMEOUT", { env: { SANDBOX_TIMEOUT: "2 minutes" } }],
    [["check-key"], "SANDBOX_MAX_WAIT", { env: { SANDBOX_MAX_WAIT: "long" } }],
  ],
  numbers: [
    [words("request /x --max-attempts 0"), '"0"'],
    [words("request /x --max-attempts two"), "two"],
    [words("request /x --max-attempts 1e3"), "1e3"],
    [["check-key"], "SANDBOX_MAX_ATTEMPTS", { env: { SANDBOX_MAX_ATTEMPTS: "-1" } }],
    [words("mock --port 70000"), "70000"],
    [words("mock --port http"), "http"],
    [words("mock --host 203.0.113.1"), "203.0.113.1"],
  ],
  addresses: [
    [words("request /x --base-url nowhere"), "nowhere"],
    [words("request /x --base-url ftp://h"), "ftp://h"],
    [words("request /x --base-url http://example.com"), "example.com"],
    [words("request /x --base-url https://h/?a=1"), "https://h/?a=1"],
    [words("request /x --base-url https://user:hunter22@h.example"), "h.example"],
    [["check-key"], "SANDBOX_BASE_URL", { env: { SANDBOX_BASE_URL: "https://" } }],
    [words("request https://elsewhere.example/x"), "elsewhere.example"],
    [["request", "/v1/a b"], "/v1/a b"],
    [["request", "/v1/a\nb"], "/v1/a"],
    [words("request FETCH /x"), "FETCH"],
    [words("request GET"), "GET"],
    [words("request /v1/chat/{agent}"), "--agent"],
    [words("check-key --base-url https://h.example"), "HTTPS_PROXY", { env: { HTTPS_PROXY: "socks5://127.0.0.1:1" } }],
    [words("check-key --base-url https://h.example"), "HTTPS_PROXY", { env: { HTTPS_PROXY: "::::" } }],
  ],
  bodies: [
    [["request", "/x", "-d", '{"a":1'], "the body"],
    [words("request /x -d @broken.json"), "broken.json"],
    [words("request /x -d @missing.json"), "missing.json"],
    [words("request /x -d @a-folder"), "a-folder"],
    [words("request /x -d -"), "-d", { stdin: "{oops" }],
    [words("request /x -F n=word"), '"n"'],
    [words("request /x -F n=@missing.txt"), "missing.txt"],
    [words("request /x -f novalue"), "novalue"],
    [words("request /x -f =v"), "=v"],
    [words("request /x -f a[b=1"), "a[b"],
    [words("request /x -f a=1 -f a=2"), "a"],
    [words("request /x -f a=1 -f a[b]=2"), "a.b"],
    [words("request /x -f a=1 -d {}"), "-d"],
    [words("request /x --query novalue"), "novalue"],
    [words("request /x -H novalue"), "novalue"],
    [["request", "/x", "-H", "Bad Name: x"], "Bad Name"],
    [["request", "/x", "-H", "X-A: line\nbreak"], "X-A"],
    [["request", "/x", "-H", "X-A: \u20ac"], "X-A"],
  ],
  keys: [
    [words("check-key --api-key-file missing.txt"), "missing.txt"],
    [words("check-key --api-key-file a-folder"), "a-folder"],
    [words("check-key --api-key-file large.txt"), "large.txt"],
    [words("check-key --api-key-stdin"), "Standard input", { stdin: "x".repeat(70_000) }],
    [words("check-key --api-key-stdin --api-key-file missing.txt"), "--api-key-file"],
    [["check-key", "--api-keyy", KEY], "--api-keyy"],
    [["check-key", `--apikey=${KEY}`], "--apikey"],
  ],
  files: [
    [words("explain --as har missing.har"), "missing.har"],
    [words("explain a-folder"), "a-folder"],
    [words("mock -- ./not-there"), "./not-there"],
    [words("mock -- ./a-folder"), "./a-folder"],
  ],
};

/** Nothing may be sent to the real service, and nothing is: the discard port of the loopback refuses. */
const NOWHERE = { SANDBOX_BASE_URL: "http://127.0.0.1:9", SANDBOX_API_KEY: KEY };

for (const [name, cases] of Object.entries(WRONG)) {
  test(`wrong ${name} end with exit code 2 and one sentence that names them`, async () => {
    const seen: string[] = [];
    for (const [args, named, options = {}] of cases) {
      const label = JSON.stringify(args);
      const result = await runCli(args, { ...options, cwd: folder, env: { ...NOWHERE, ...options.env } });
      assert.equal(result.code, 2, `${label}: ${result.stderr}`);
      assert.equal(result.stdout, "", label);
      assert.match(result.stderr, /^sandbox-errors: [^\n]+\n$/, label);
      assert.ok(result.stderr.includes(named), `${label} does not name ${named}: ${result.stderr}`);
      assert.ok(!result.stderr.includes(KEY), label);
      assertNoStack(result);
      const variables = Object.entries(options.env ?? {}).map(([key, value]) => `${key}='${value}' `);
      const shown = args.map((word) => JSON.stringify(word.replaceAll(KEY, "<key>"))).join(" ");
      seen.push(`$ ${variables.join("")}sandbox-errors ${shown}\n${result.stderr}`);
    }
    compareGolden(`usage-${name}`, seen.join("\n").replaceAll(folder, "<folder>"));
  });
}

test("with --json a wrong command line gets its one document, wherever --json stands", async () => {
  for (const args of [
    ["--json"],
    ["--json", "nothing"],
    ["explain", "--frobnicate", "--json"],
    ["request", "--json", "/x", "--timeout", "soon"],
    ["check-key", "--json", "--api-key-file", "missing.txt"],
    ["mock", "--json", "--", "./not-there"],
  ]) {
    const { stdout, stderr, code } = await runCli(args, { cwd: folder, env: NOWHERE });
    assert.deepEqual([code, stderr], [2, ""], args.join(" "));
    const document = JSON.parse(stdout) as { exit: object; error: { message: string; hint: string } };
    assert.deepEqual(document.exit, { code: 2, name: "usage" });
    assert.ok(document.error.message.length > 0 && document.error.hint.length > 0, args.join(" "));
  }
});
