import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { COMMANDS } from "../../src/commands/all-commands.js";
import { PROGRAM } from "../../src/commands/program-spec.js";
import { type MockServer, startMock } from "../../src/mock-library.js";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { EXAMPLE_FILES, EXAMPLE_PROMISES, type ExamplePromise } from "./example-promises.js";
import { assertNoStack } from "./golden.js";
import { makeExampleFolder, runExample, whyNoShell } from "./run-example.js";

const LINES = [PROGRAM.examples, ...COMMANDS.map(({ spec }) => spec.examples)].flat().map(({ line }) => line);

const { folder, env, remove } = makeExampleFolder(EXAMPLE_FILES);
let api: MockServer;
before(async () => {
  api = await startMock();
});
after(async () => {
  await api.close();
  remove();
});

test("every example is tried, and no other", () => {
  assert.deepEqual([...new Set(LINES)].sort(), Object.keys(EXAMPLE_PROMISES).sort());
  for (const { spec } of COMMANDS) assert.ok(spec.examples.length > 0, spec.name);
});

/** The lines of one shell: what stands before the example, itself, and what shows that it did its work. */
function writeLines(line: string, { before: first, afterwards }: ExamplePromise): string {
  return [first, line, afterwards].filter((each) => each !== undefined).join("\n");
}

function readAddress(said: string): [address: string, key: string] {
  return [/http:\/\/\S+/.exec(said)?.[0] ?? "", /21st_sk_\w+/.exec(said)?.[0] ?? ""];
}

for (const [line, promise] of Object.entries(EXAMPLE_PROMISES)) {
  const { shell = "bash", code, stdout = /^$/, stderr = /^$/, leaves = {}, meanwhile, waits } = promise;
  test(`as promised: ${line}`, { skip: whyNoShell(shell) }, async () => {
    const run = await runExample({
      shell,
      line: writeLines(line, promise),
      folder,
      env: { ...env, ...(waits === true ? QUICK_TIME : {}), SANDBOX_BASE_URL: api.url, SANDBOX_API_KEY: api.key },
      ...(meanwhile === undefined ? {} : { meanwhile: (said: string) => meanwhile(...readAddress(said)) }),
    });
    assert.equal(run.code, code, run.stderr);
    assert.match(run.stdout, stdout);
    assert.match(run.stderr, stderr);
    for (const [name, content] of Object.entries(leaves))
      assert.match(readFileSync(join(folder, name), "utf8"), content);
    assertNoStack(run);
    assert.ok(!run.stdout.includes(api.key) && !run.stderr.includes(api.key), "the key is shown");
  });
}

test("the judge fails the tests of a client that errs", { skip: whyNoShell("bash") }, async () => {
  const bad = makeExampleFolder(EXAMPLE_FILES);
  // It repeats a refused request as it was, at once and without end in sight.
  const client = 'for (let i = 0; i < 9; i += 1) await fetch(process.env.SANDBOX_BASE_URL + "/v1/sandboxes/x");';
  writeFileSync(join(bad.folder, "client.mjs"), client);
  const run = await runExample({ ...bad, shell: "bash", line: "sandbox-errors mock --judge -- npm test" });
  bad.remove();
  assert.equal(run.code, 1, run.stderr);
  assert.match(run.stderr, /GET \/v1\/sandboxes\/x/);
});
