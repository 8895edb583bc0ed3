import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readDocument } from "../contract/json/run-json.js";
import { matchGolden } from "./golden.js";
import { runCli } from "./run-cli.js";

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

interface ProbeDocument {
  readonly exit: { readonly name: string };
  readonly cases: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly reason: string | null;
    readonly differences: readonly { readonly member: string }[];
  }[];
  readonly drift: readonly { readonly kind: string }[] | null;
  readonly leftovers: readonly { readonly command: string | null }[];
}

async function probeJson(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd?: string) {
  const run = await runCli(["probe", ...args, "--json"], { env, ...(cwd === undefined ? {} : { cwd }) });
  return { run, document: readDocument(run) as unknown as ProbeDocument };
}

function openFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server that answers as a test says; closed when the test ends. */
async function serve(context: TestContext, answer: (line: string) => { status: number; body: unknown } | null) {
  const lines: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    lines.push(line);
    const said = answer(line);
    // Never answers: the client hangs.
    if (said === null) return;
    response.writeHead(said.status, { "Content-Type": "application/json" });
    response.end(said.status === 204 ? undefined : JSON.stringify(said.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    lines,
    env: { SANDBOX_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, SANDBOX_API_KEY: KEY },
  };
}

function error(status: number, code: string, more: object = {}) {
  return { status, body: { error: { code, message: "no", status, ...more } } };
}

test("against the embedded API every case that may run is as documented", async () => {
  const { run, document } = await probeJson(["--mock", "--write", "--agent", "my-agent"]);
  assert.equal(run.code, 0);
  assert.deepEqual(
    document.cases.filter(({ outcome }) => outcome !== "as_documented"),
    [],
  );
  assert.ok(document.cases.length >= 22);
});

test("without --write nothing that creates is run, on the embedded API either", async () => {
  const { document } = await probeJson(["--mock"]);
  assert.deepEqual(
    document.cases
      .filter(({ outcome }) => outcome === "not_run")
      .map(({ reason }) => /^Needs --write/.test(reason ?? "")),
    Array(7).fill(true),
  );
});

test("--plan sends nothing, needs no key, and is true to the schema as JSON", async (context) => {
  const { lines, env } = await serve(context, () => null);
  const run = await runCli(["probe", "--plan", "--base-url", env.SANDBOX_BASE_URL]);
  assert.equal(run.code, 0);
  assert.match(
    run.stdout,
    /invalid_request-no-agent\n[\s\S]*POST \/v1\/sandboxes\n\s+\{\}\n\s+expects 400 invalid_request\n\s+Safe: /,
  );
  assert.ok(run.stdout.split("\n").every((line) => line.length <= 80));
  const { run: asJson } = await probeJson(["--plan", "--base-url", env.SANDBOX_BASE_URL]);
  assert.equal(asJson.code, 0);
  assert.deepEqual(lines, []);
});

test("the table of --mock fits into 80 columns, and is plain where it is piped", async () => {
  const run = await runCli(["probe", "--mock"]);
  assert.equal(run.code, 0);
  assert.ok(run.stdout.split("\n").every((line) => line.length <= 80));
  assert.match(run.stdout, /^not_found-sandbox +as documented +404 not_found$/m);
  assert.match(run.stdout, /^22 cases: 15 as documented, 7 not run\.$/m);
  assert.equal(run.stderr, "");
});

test("plan, run and a run that differs read as in their golden files", async (context) => {
  await matchGolden("probe-plan", ["probe", "--plan"]);
  await matchGolden("probe-mock", ["probe", "--mock", "--write", "--agent", "my-agent"]);
  const { env } = await serve(context, (line) =>
    line.includes("vaults")
      ? error(429, "rate_limit_exceeded", { retryAfter: 3600 })
      : { status: 404, body: { error: "sandbox_not_found", message: "no", status: 404 } },
  );
  await matchGolden("probe-differs", ["probe", "not_found-sandbox", "not_found-vault", "conflict"], { env });
});

test("a case that does not exist gets a suggestion and exit code 2", async () => {
  const { run, document } = await probeJson(["not-found-sandbx", "--mock"]);
  assert.equal(run.code, 2);
  assert.match(JSON.stringify(document), /Did you mean not_found-sandbox/);
});

test("0 checks are no success: nothing that may run, nobody who answers, a rate limit", async (context) => {
  const none = await probeJson(["forbidden"], { SANDBOX_API_KEY: KEY });
  assert.equal(none.run.code, 2);
  assert.match(none.document.cases[0]?.reason ?? "", /Cannot be provoked safely/);
  const nobody = await probeJson(["not_found-sandbox", "--base-url", "http://127.0.0.1:9"], { SANDBOX_API_KEY: KEY });
  assert.equal(nobody.run.code, 6);
  const { env, lines } = await serve(context, () => error(429, "rate_limit_exceeded", { retryAfter: 3600 }));
  const limited = await probeJson(["not_found-sandbox", "not_found-vault", "--rate", "100/s"], env);
  assert.equal(limited.run.code, 75);
  assert.deepEqual(
    limited.document.cases.map(({ outcome }) => outcome),
    ["inconclusive", "not_run"],
  );
  assert.equal(lines.length, 1);
});

test("a 429 on the way is waited for; the case is inconclusive and, with --strict, the run not ok", async (context) => {
  let first = true;
  const { env } = await serve(context, () => {
    if (!first) return error(404, "not_found");
    first = false;
    return error(429, "rate_limit_exceeded", { retryAfter: 0 });
  });
  const args = ["not_found-sandbox", "not_found-vault", "--rate", "100/s"];
  const { run, document } = await probeJson(args, env);
  assert.equal(run.code, 0);
  assert.deepEqual(
    document.cases.map(({ outcome }) => outcome),
    ["inconclusive", "as_documented"],
  );
  first = true;
  assert.equal((await probeJson([...args, "--strict"], env)).run.code, 75);
});

test("a baseline passes what it knows, and fails what is new or gone", async (context) => {
  const cwd = openFolder(context);
  let code = "sandbox_not_found";
  const { env } = await serve(context, () => error(404, code));
  const args = ["not_found-sandbox", "--baseline", "known.json"];
  assert.equal((await probeJson(args, env, cwd)).run.code, 2, "there is none yet");
  assert.equal((await probeJson(["not_found-sandbox"], env, cwd)).run.code, 1);
  assert.equal((await probeJson([...args, "--update-baseline"], env, cwd)).run.code, 0);
  const written = readFileSync(join(cwd, "known.json"), "utf8");
  assert.match(
    written,
    /"member": "response\.body\.error\.code",\n\s+"documented": "not_found",\n\s+"seen": "\\"sandbox_not_found\\""/,
  );
  const known = await probeJson(args, env, cwd);
  assert.equal(known.run.code, 0);
  assert.deepEqual(known.document.drift, []);
  const nobody = await runCli(["probe", ...args, "--base-url", "http://127.0.0.1:9"], { env, cwd });
  assert.match(nobody.stdout, /^No case learned anything that could be compared with the baseline\.$/m);
  code = "no_such_sandbox";
  const drifted = await probeJson(args, env, cwd);
  assert.equal(drifted.run.code, 1);
  assert.deepEqual(
    drifted.document.drift?.map(({ kind }) => kind),
    ["new", "vanished"],
  );
  code = "not_found";
  assert.deepEqual(
    (await probeJson(args, env, cwd)).document.drift?.map(({ kind }) => kind),
    ["vanished"],
  );
  await probeJson([...args, "--update-baseline"], env, cwd);
  assert.notEqual(readFileSync(join(cwd, "known.json"), "utf8"), written);
  writeFileSync(join(cwd, "known.json"), "{}");
  assert.equal((await probeJson(args, env, cwd)).run.code, 2);
  assert.equal((await probeJson(["--update-baseline"], env, cwd)).run.code, 2);
});

test("a note of the baseline is shown with --verbose and in the reports, made harmless, and is nowhere in the JSON", async (context) => {
  const cwd = openFolder(context);
  const path = join(cwd, "known.json");
  const { env } = await serve(context, () => error(404, "sandbox_not_found"));
  const args = ["not_found-sandbox", "--baseline", "known.json"];
  assert.equal((await probeJson([...args, "--update-baseline"], env, cwd)).run.code, 0);
  const seen = '"seen": "\\"sandbox_not_found\\""';
  const takesNote = (note: string): void =>
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(seen, () => `${seen}, "note": ${note}`),
    );
  const before = readFileSync(path, "utf8");
  takesNote(JSON.stringify(`Told them; \u001b[31m::error::${KEY}`));
  const brief = await runCli(["probe", ...args], { env, cwd });
  assert.equal(brief.code, 0);
  assert.match(brief.stdout, /^not_found-sandbox +known \(1\) +404 sandbox_not_found$/m);
  assert.match(brief.stdout, /^It knows 1 difference of this run: --verbose shows them\.$/m);
  assert.doesNotMatch(brief.stdout, /Told them/);
  const full = await runCli(["probe", ...args, "--verbose", "--report", "markdown=b.md"], { env, cwd });
  assert.match(full.stdout, /seen\s+"sandbox_not_found"\s+\(known\)\.[^:]*Note:\s+Told\s+them;/);
  const markdown = readFileSync(join(cwd, "b.md"), "utf8");
  assert.match(markdown, /\| what it means \| note \|\n/);
  const { run } = await probeJson(args, env, cwd);
  assert.doesNotMatch(run.stdout, /Told them/);
  for (const text of [brief.stdout, full.stdout, markdown, run.stdout]) {
    assert.equal(text.includes(KEY), false);
    assert.equal(text.includes("\u001b"), false);
  }
  writeFileSync(path, before);
  takesNote("7");
  const bad = await runCli(["probe", ...args], { env, cwd });
  assert.deepEqual(
    [bad.code, bad.stdout, bad.stderr],
    [
      2,
      "",
      'sandbox-errors: --baseline: "known.json" has a note that is no text: that of response.body.error.code of not_found-sandbox. Write the note as a sentence in quotes.\n',
    ],
  );
});

test("reports are written in every form at once, and the JSON one is the document of --json", async (context) => {
  const cwd = openFolder(context);
  const reports = ["junit=a.xml", "markdown=b.md", "json=c.json"].flatMap((report) => ["--report", report]);
  const { run } = await probeJson(["--mock", "not_found-vault", ...reports], {}, cwd);
  assert.equal(readFileSync(join(cwd, "c.json"), "utf8"), run.stdout);
  assert.match(readFileSync(join(cwd, "a.xml"), "utf8"), /<testcase classname="probe" name="not_found-vault"/);
  assert.match(readFileSync(join(cwd, "b.md"), "utf8"), /^\| not_found-vault \| as documented \| 404 not_found \|/m);
  for (const wrong of ["html=x", "junit", "junit=", "junit=no/such/folder/a.xml"])
    assert.equal((await probeJson(["--mock", "--report", wrong], {}, cwd)).run.code, 2, wrong);
});

test("under GitHub Actions there are annotations and a job summary, unless --no-github", async (context) => {
  const cwd = openFolder(context);
  const summary = join(cwd, "summary.md");
  writeFileSync(summary, "before\n");
  const { env } = await serve(context, () => error(404, "::error::forged\n::warning::x"));
  const github = { ...env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
  const quiet = await runCli(["probe", "not_found-sandbox", "--no-github"], { env: github });
  assert.equal(quiet.stderr, "");
  assert.equal(readFileSync(summary, "utf8"), "before\n");
  const run = await runCli(["probe", "not_found-sandbox"], { env: github });
  assert.equal(run.code, 1);
  const commands = run.stderr.split("\n").filter((line) => line.startsWith("::"));
  assert.equal(commands.length, 1);
  assert.match(
    commands[0] ?? "",
    /^::error title=not_found-sandbox is not as documented::response\.body\.error\.code: /,
  );
  assert.doesNotMatch(run.stdout, /^::/m);
  assert.match(readFileSync(summary, "utf8"), /^before\n\n# Probe of [\s\S]*\| not_found-sandbox \| differs \|/);
});

test("Ctrl-C deletes what was created, and ends with 130", async (context) => {
  const id = "5b8e9c1a-0000-4000-8000-00000000abcd";
  let interrupt = (): void => {};
  const interruptOn = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const { env, lines } = await serve(context, (line) => {
    if (line === "POST /v1/sandboxes") return { status: 201, body: { id } };
    if (line.startsWith("GET")) interrupt();
    return line.startsWith("DELETE") ? { status: 204, body: null } : null;
  });
  const run = await runCli(["probe", "created-sandbox", "--write", "--rate", "1000/s"], {
    env: { ...env, SANDBOX_AGENT: "my-agent" },
    interruptOn,
  });
  assert.equal(run.code, 130);
  assert.deepEqual(lines, ["POST /v1/sandboxes", `GET /v1/sandboxes/${id}`, `DELETE /v1/sandboxes/${id}`]);
  assert.match(run.stdout, /created-sandbox +inconclusive +Interrupted/);
  assert.match(run.stderr, /deleting what was created/);
});

test("what is left over is listed with its command, and the key is nowhere", async (context) => {
  const cwd = openFolder(context);
  const id = "5b8e9c1a-0000-4000-8000-00000000abcd";
  const { env } = await serve(context, (line) =>
    line.startsWith("POST") ? { status: 201, body: { id } } : error(403, "forbidden", { hint: `Bearer ${KEY}` }),
  );
  const args = [
    "probe",
    "created-sandbox",
    "--write",
    "--rate",
    "1000/s",
    "--report",
    "junit=a.xml",
    "--report",
    "markdown=b.md",
  ];
  const run = await runCli(args, { env: { ...env, SANDBOX_AGENT: "my-agent" }, cwd });
  assert.equal(run.code, 1);
  assert.ok(
    run.stdout.includes(`$ sandbox-errors request DELETE '/v1/sandboxes/${id}' --base-url ${env.SANDBOX_BASE_URL}`),
  );
  for (const text of [
    run.stdout,
    run.stderr,
    readFileSync(join(cwd, "a.xml"), "utf8"),
    readFileSync(join(cwd, "b.md"), "utf8"),
  ])
    assert.equal(text.includes(KEY), false);
});

test("SANDBOX_AGENT alone is no leave to run an agent", async () => {
  const { document } = await probeJson(["stream_active", "--mock", "--write"], { SANDBOX_AGENT: "my-agent" });
  assert.match(document.cases[0]?.reason ?? "", /--agent/);
});

test("without a key only the cases that need none run, and the exit says so", async (context) => {
  const { env, lines } = await serve(context, () => error(401, "unauthorized"));
  const { run, document } = await probeJson([
    "unauthorized-no-key",
    "not_found-sandbox",
    "--base-url",
    env.SANDBOX_BASE_URL,
  ]);
  assert.equal(run.code, 3);
  assert.deepEqual(
    document.cases.map(({ outcome }) => outcome),
    ["as_documented", "not_run"],
  );
  assert.equal(lines.length, 1);
  const alone = await probeJson(["unauthorized-no-key", "--base-url", env.SANDBOX_BASE_URL]);
  assert.equal(alone.run.code, 0);
  const github = { ...env, SANDBOX_API_KEY: "", GITHUB_ACTIONS: "true" };
  const { stderr } = await runCli(["probe", "unauthorized-no-key", "not_found-sandbox"], { env: github });
  assert.match(stderr, /^::error title=No usable key::Cases that need a key were not run: the key's variable was not/m);
});
