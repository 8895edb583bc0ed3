import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { EXITS } from "../../../src/diagnosis/exit-code.js";
import type { CliResult } from "../../cli/run-cli.js";
import { type EndingRun, runEnding } from "./run-ending.js";
import { readDocument } from "./run-json.js";

const KEY = `21st_sk_${"5eed0c0ffee1dea7".repeat(4)}`;
const skip = process.platform === "win32" ? "Windows has no /dev/full and no sh" : false;
const skipFull = skip || (existsSync("/dev/full") ? false : "/dev/full is missing");

const readOnlyHome = mkdtempSync(join(tmpdir(), "json-home-"));
chmodSync(readOnlyHome, 0o555);
after(() => rmSync(readOnlyHome, { recursive: true, force: true }));

/** Every command, each in success and in the ways in which it fails, and how each ends where all is well around it. */
const COMMANDS: readonly (readonly [name: keyof typeof EXITS, ...args: string[]])[] = [
  ["ok", "--help"],
  ["ok", "explain", "stream_active"],
  ["key", "explain", "--exit-code", "Request failed: 401"],
  ["usage", "explain", "stream_activ"],
  ["ok", "codes"],
  ["ok", "check-key", "--mock"],
  ["key", "check-key", "--mock", "--api-key", KEY],
  ["ok", "request", "--mock", "/health"],
  ["refused", "request", "--mock", "/nope"],
  ["server", "request", "--mock", "/v1/sandboxes/x", "-H", "Prefer: code=internal_error", "--max-attempts", "1"],
  ["try_later", "request", "--mock", "/v1/sandboxes/x", "-H", "Prefer: code=rate_limit_exceeded", "--max-wait", "0"],
  ["no_answer", "request", "/health", "--base-url", "http://127.0.0.1:9", "--max-attempts", "1"],
  ["usage", "request", "/x", "--timeout", "soon"],
  ["ok", "probe", "--plan"],
  ["usage", "probe", "no-such-case"],
  ["usage", "mock", "--port", "99999"],
];

/** What may be around a command. */
const SURROUNDINGS: Readonly<Record<string, EndingRun>> = {
  "stderr closed": { stderr: "closed" },
  "the reader of stderr gone": { stderr: "gone" },
  "a read-only home and CI=true": { env: { HOME: readOnlyHome, CI: "true" } },
  "HOME unset and TERM=dumb": { env: { HOME: undefined, TERM: "dumb" } },
};

/** Asserts what holds for whatever is said on stderr: no secret, no control character, no stack. */
function assertClean({ stderr }: CliResult): void {
  assert.ok(!stderr.includes(KEY.slice(8, 40)), "a secret");
  assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u, "a control character");
  assert.doesNotMatch(stderr, /^\s+at \S|ExperimentalWarning|node:internal/mu, "a stack");
}

for (const [what, around] of Object.entries(SURROUNDINGS)) {
  test(`with ${what}, every command ends as it should: one document with --json, talk on stderr without`, {
    skip,
  }, async () => {
    for (const [name, ...args] of COMMANDS) {
      const label = `${args.join(" ")}: `;
      const [run, human] = await Promise.all([runEnding([...args, "--json"], around), runEnding(args, around)]);
      const document = readDocument(run);
      assert.deepEqual(document.exit, { code: EXITS[name], name }, label + run.stdout);
      assert.equal(run.stderr, "", label);
      assert.ok(!run.stdout.includes(KEY.slice(8, 40)), label);
      assert.equal(human.code, EXITS[name], label + human.stderr);
      assertClean(human);
    }
  });
}

for (const [what, sink] of [
  ["stdout closed", "closed"],
  ["the reader of stdout gone", "gone"],
] as const) {
  test(`with ${what}, every command ends quietly and with its own exit code`, { skip }, async () => {
    for (const [name, ...args] of COMMANDS) {
      const around = { stdout: sink };
      const [run, human] = await Promise.all([runEnding([...args, "--json"], around), runEnding(args, around)]);
      assert.deepEqual([run.code, run.stderr], [EXITS[name], ""], args.join(" "));
      assert.equal(human.code, EXITS[name], args.join(" ") + human.stderr);
      assertClean(human);
      if (name === "ok") assert.doesNotMatch(human.stderr, /EPIPE|closed|failed/i);
    }
  });
}

const FULL =
  /^sandbox-errors: Standard output cannot be written: ENOSPC: [^\n]* Free some space, or write to another place; what was written is incomplete\.\n$/;

test("with stdout on a full disk, no command's document is lost without a word", { skip: skipFull }, async () => {
  for (const [, ...args] of COMMANDS) {
    const run = await runEnding([...args, "--json"], { stdout: "full" });
    assert.equal(run.code, EXITS.internal, args.join(" "));
    assert.match(run.stderr, FULL);
  }
});

test("with stdout on a full disk, a command with something to print says that it could not", {
  skip: skipFull,
}, async () => {
  for (const [name, ...args] of COMMANDS) {
    const run = await runEnding(args, { stdout: "full" });
    const prints = name === "ok" || run.code === EXITS.internal;
    assert.equal(run.code, prints ? EXITS.internal : EXITS[name], args.join(" "));
    assertClean(run);
    if (prints) assert.ok(FULL.test(run.stderr.slice(run.stderr.indexOf("sandbox-errors: "))), run.stderr);
    assert.doesNotMatch(run.stderr, /bug/);
  }
});

test("with stderr on a full disk, the document is whole, and talk that is lost is no success", {
  skip: skipFull,
}, async () => {
  for (const [name, ...args] of COMMANDS) {
    const around: EndingRun = { stderr: "full" };
    const [run, human] = await Promise.all([runEnding([...args, "--json"], around), runEnding(args, around)]);
    assert.equal(readDocument(run).exit.name, name);
    if (name !== "ok") assert.ok(human.code === EXITS[name] || human.code === EXITS.internal, args.join(" "));
  }
});

test("with stdout and stderr on a full disk, the exit code alone tells", { skip: skipFull }, async () => {
  const run = await runEnding(["codes", "--json"], { stdout: "full", stderr: "full" });
  assert.equal(run.code, EXITS.internal);
});
