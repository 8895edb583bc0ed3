import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { runCli } from "../cli/run-cli.js";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { createProject, readProjectFile, skip } from "./example-project.js";
import { KEY, type KeyEnding, ONE_OF_EACH_KIND, openApi } from "./key-endings.js";
import { readRecipe } from "./read-recipes.js";
import { runShell } from "./run-shell.js";

const SCRIPT = readRecipe("nightly.sh");
/** The smallest shell at hand; the script must need no other. */
const SHELL = spawnSync("dash", ["-c", ":"]).status === 0 ? "dash" : "sh";
let baseline = "";

before(async () => {
  const { folder } = createProject({ after });
  await runCli(["probe", "--mock", "--baseline", "probe.json", "--update-baseline"], { cwd: folder });
  baseline = readProjectFile({ folder, env: {} }, "probe.json") ?? "";
});

/** Runs the script with this API; `sleep` only writes down for how long, so that no test waits. */
async function runScript(t: TestContext, api: KeyEnding["api"], { key = KEY, env = {} }: Partial<KeyEnding> = {}) {
  const project = createProject(t, { "probe.json": baseline });
  const bin = join(project.folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "sleep"), '#!/bin/sh\necho "$1" >> slept\n');
  chmodSync(join(bin, "sleep"), 0o755);
  const run = await runShell([SHELL], SCRIPT, {
    cwd: project.folder,
    env: {
      ...project.env,
      PATH: [bin, project.env["PATH"]].join(delimiter),
      // Outside a CI npm looks for a newer one of itself: another's business, and another's network.
      npm_config_update_notifier: "false",
      ...QUICK_TIME,
      ...(await openApi(t, api)),
      SANDBOX_API_KEY: key,
      ...env,
    },
  });
  assert.ok(!`${run.stdout}${run.stderr}`.includes(KEY));
  const slept = (readProjectFile(project, "slept") ?? "").split("\n").filter((line) => line !== "");
  return { ...run, slept: slept.map(Number), junit: readProjectFile(project, "probe.xml") };
}

/** What the script says of each ending, on stderr. */
const SENTENCES: Readonly<Record<number, (diagnosis: string) => string>> = {
  3: (diagnosis) => `Bad key: ${diagnosis}.\n`,
  6: (diagnosis) => `No answer about the key, which may be good: ${diagnosis}.\n`,
};

describe(`a plain script in ${SHELL}`, { skip, concurrency: 2 }, () => {
  for (const ending of ONE_OF_EACH_KIND.filter(({ code }) => code in SENTENCES)) {
    test(`stops before the probe: ${ending.state}`, async (t) => {
      const run = await runScript(t, ending.api, ending);
      assert.deepEqual([run.code, run.stdout, run.slept, run.junit], [ending.code, "", [], undefined]);
      assert.equal(run.stderr, SENTENCES[ending.code]?.(ending.diagnosis));
    });
  }

  test("shows what it was told where the check itself is wrong", async (t) => {
    const run = await runScript(t, {}, { env: { SANDBOX_TIMEOUT: "soon" } });
    assert.deepEqual([run.code, run.stdout, run.junit], [2, "", undefined]);
    assert.match(run.stderr, /"message": "SANDBOX_TIMEOUT: \\"soon\\" is no duration"/);
  });

  test("waits as long as it is told, asks again, and probes", async (t) => {
    const run = await runScript(t, { script: "429(10m),429(20m),200" });
    assert.deepEqual([run.code, run.slept], [0, [600, 1200]]);
    assert.equal(run.stderr, "Waiting 600 s: the API asks for it.\nWaiting 1200 s: the API asks for it.\n");
    assert.match(run.stdout, /^case +outcome[\s\S]*\nNothing has changed against the baseline in the 15 cases/);
    assert.match(run.junit ?? "", /<testsuites [^>]*failures="0" errors="0"/);
  });

  test("begins no wait that does not fit into its hour, in all", async (t) => {
    const one = await runScript(t, { script: "429(2h)x9" });
    assert.deepEqual([one.code, one.slept, one.junit], [75, [], undefined]);
    assert.equal(one.stderr, "Come back in 7200 s: the API asks for it.\n");
    const many = await runScript(t, { script: "429(25m)x9" });
    assert.deepEqual([many.code, many.slept], [75, [1500, 1500]]);
    assert.match(many.stderr, /\nCome back in 1500 s: the API asks for it\.\n$/);
  });

  test("ends as the probe does where the API has changed", async (t) => {
    const run = await runScript(t, { script: "GET /v1/mcp/vaults/*: 403" });
    assert.deepEqual([run.code, run.stderr, run.slept], [1, "", []]);
    assert.match(run.stdout, /\n1 difference has changed against the baseline\.\n/);
    assert.match(run.junit ?? "", /<testsuites [^>]*failures="1" errors="0"/);
  });
});
