import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import type { KnownDifference } from "../../src/probe/baseline.js";
import { runCli } from "../cli/run-cli.js";
import { openMock } from "../contract/mock-client.js";

/** What the probe finds in the observed dialect; each note cites the item of the collected facts that says so. */
const BASELINE = resolve("test/probe/observed-baseline.json");
/** How many items each of the two lists has. */
const ITEMS: Readonly<Record<string, number>> = { "1.6": 12, "11.1": 7 };

interface BaselineFile {
  readonly version: number;
  readonly cases: { readonly id: string; readonly differences: KnownDifference[] }[];
}

function readBaselineFile(): BaselineFile {
  return JSON.parse(readFileSync(BASELINE, "utf8"));
}

/** Probes an embedded API of that dialect with everything allowed, as a process of its own. */
async function probe(context: TestContext, dialect: "documented" | "observed", ...args: readonly string[]) {
  const { mock } = await openMock(context, { dialect });
  const env = { SANDBOX_API_KEY: mock.key };
  return runCli(["probe", "--base-url", mock.url, "--write", "--agent", "my-agent", "--rate", "1000/s", ...args], {
    env,
  });
}

/** A copy of the baseline with something changed, or without. */
function copyBaseline(context: TestContext, change?: (file: BaselineFile) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "baseline-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "known.json");
  if (change === undefined) {
    copyFileSync(BASELINE, path);
    return path;
  }
  const file = readBaselineFile();
  change(file);
  writeFileSync(path, JSON.stringify(file));
  return path;
}

test("the probe finds in the observed dialect what its baseline lists, no more and no less", async (context) => {
  const run = await probe(context, "observed", "--baseline", BASELINE);
  assert.equal(run.code, 0, run.stdout);
  assert.match(run.stdout, /^22 cases: 2 as documented, 20 differ\.$/m);
  assert.match(
    run.stdout,
    /^Nothing has changed against the baseline\.\nIt knows 49 differences of this run: --verbose shows them\.$/m,
  );
  assert.equal(run.stderr, "");
  const asJson = await probe(context, "observed", "--baseline", BASELINE, "--json");
  assert.deepEqual(JSON.parse(asJson.stdout).drift, []);
});

test("the probe finds nothing in the documented dialect", async (context) => {
  const run = await probe(context, "documented");
  assert.equal(run.code, 0, run.stdout);
  assert.match(run.stdout, /^22 cases: 22 as documented\.$/m);
});

test("every difference of the baseline cites an item that exists", () => {
  const { cases } = readBaselineFile();
  const differences = cases.flatMap(({ id, differences }) => differences.map((each) => ({ id, ...each })));
  assert.equal(differences.length, 49);
  for (const { id, member, note } of differences) {
    const [, list = "", item = ""] = /^api\.md (1\.6|11\.1) item (\d+): \w.*[^.]\.$/.exec(note ?? "") ?? [];
    const last = ITEMS[list] ?? 0;
    assert.ok(Number(item) >= 1 && Number(item) <= last, `${id} ${member}: ${note}`);
  }
});

test("a difference that is taken from the baseline is new, one that is put in is gone: both are drift", async (context) => {
  const taken = copyBaseline(context, ({ cases }) =>
    cases.find(({ id }) => id === "rate_limit_exceeded")?.differences.splice(1, 1),
  );
  const isNew = await probe(context, "observed", "--baseline", taken);
  assert.equal(isNew.code, 1);
  assert.match(isNew.stdout, /^rate_limit_exceeded +differs \(4\) /m);
  assert.match(isNew.stdout, /response\.body\.error\.retryAfter: [^-]*seen\s+nothing \(new\)/);
  assert.match(isNew.stdout, /^1 difference has changed against the baseline\.$/m);
  const added = copyBaseline(context, ({ cases }) =>
    cases
      .find(({ id }) => id === "created-thread")
      ?.differences.push({ member: "read.response.status", documented: "200", seen: "202", note: "Made up." }),
  );
  const isGone = await probe(context, "observed", "--baseline", added);
  assert.equal(isGone.code, 1);
  assert.match(isGone.stdout, /^created-thread +changed /m);
  assert.match(isGone.stdout, /read\.response\.status: [^-]* that\s+is\s+gone\.\s+Note:\s+Made\s+up\./);
});

test("an update writes the very file again, every note in its place", async (context) => {
  const path = copyBaseline(context);
  const run = await probe(context, "observed", "--baseline", path, "--update-baseline");
  assert.equal(run.code, 0);
  assert.match(run.stdout, /^The baseline is written\.\nIt knows 49 differences of this run\.$/m);
  assert.equal(readFileSync(path, "utf8"), readFileSync(BASELINE, "utf8"));
});
