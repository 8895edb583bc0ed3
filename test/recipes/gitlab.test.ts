import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { runCli } from "../cli/run-cli.js";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { createProject, readProjectFile, skip } from "./example-project.js";
import { readGitlab, runGitlab } from "./gitlab-jobs.js";
import { FAILS, GOOD, REPEATS } from "./judged-clients.js";
import { KEY, ONE_OF_EACH_KIND, openApi } from "./key-endings.js";

const CONFIG = readGitlab();
let baseline = "";

before(async () => {
  const { folder } = createProject({ after });
  // At once, where nothing but the embedded API is asked; the nightly job's test runs the line that people run.
  await runCli(["probe", "--mock", "--baseline", "probe.json", "--update-baseline"], { cwd: folder });
  baseline = readProjectFile({ folder, env: {} }, "probe.json") ?? "";
});

/** What the key's job says at the end, on stdout. */
const SENTENCES: Readonly<Record<number, string>> = {
  0: "",
  2: "The key was not checked: check-key ended with 2.\n",
  3: "Bad key: the variable SANDBOX_API_KEY is missing, malformed or refused.\n",
  6: "No answer about the key: the API or the way to it fails. The key may be good.\n",
  75: "Come back later: the API asks for a longer wait than this job has. The key may be good.\n",
};

describe("GitLab", { skip, concurrency: 2 }, () => {
  for (const [i, { state, key, api, env = {}, code, verdict, diagnosis }] of ONE_OF_EACH_KIND.entries()) {
    // Images with and without bash.
    const shell = i % 2 === 0 ? "sh" : "bash";
    test(`checks the key in ${shell}: ${state}`, async (t) => {
      const project = createProject(t);
      const variables = { ...(await openApi(t, api)), ...env, SANDBOX_API_KEY: key };
      const run = await runGitlab(CONFIG, "key", project, { env: variables, shell });
      assert.equal(run.code, code, run.stderr);
      assert.equal(run.stdout, `${verdict}${SENTENCES[code]}`);
      assert.ok(run.stderr.replace(/^✗ /, "").startsWith(diagnosis), run.stderr);
      assert.equal(run.stderr === "", diagnosis === "");
    });
  }

  test("the probe runs on a schedule, behind the key's check; the judge waits for neither", () => {
    const { key, judge, probe } = CONFIG.jobs;
    assert.deepEqual([key?.stage, judge?.needs, probe?.needs], ["key", [], ["key"]]);
    assert.deepEqual(probe?.rules, [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
    assert.ok(CONFIG.stages.indexOf("key") < CONFIG.stages.indexOf(probe?.stage ?? ""));
  });

  test("the probe passes what the baseline knows, and fails where the API has changed, with a report each time", async (t) => {
    const project = createProject(t, { "probe.json": baseline });
    const probe = async (script: string[]) => {
      const env = { ...QUICK_TIME, ...(await openApi(t, { script })), SANDBOX_API_KEY: KEY };
      return runGitlab(CONFIG, "probe", project, { env });
    };
    const same = await probe([]);
    assert.deepEqual([same.code, same.stderr, same.report], [0, "", "probe.xml"]);
    assert.match(same.stdout, /\nNothing has changed against the baseline in the 15 cases that could be compared\.\n$/);
    assert.match(readProjectFile(project, "probe.xml") ?? "", /<testsuites [^>]*failures="0" errors="0"/);
    const changed = await probe(["GET /v1/mcp/vaults/*: 403"]);
    assert.deepEqual([changed.code, changed.stderr, changed.report], [1, "", "probe.xml"]);
    assert.match(changed.stdout, /\n1 difference has changed against the baseline\.\n/);
    assert.match(
      readProjectFile(project, "probe.xml") ?? "",
      /<testcase classname="probe" name="not_found-vault"[^>]*>\s*<failure message="response\.body\.error\.code/,
    );
  });

  for (const [state, client, code, failures] of [
    ["a client that does nothing wrong", GOOD, 0, 0],
    ["one that repeats what cannot succeed", REPEATS, 1, 1],
    ["tests that fail by themselves", FAILS, 7, 0],
  ] as const) {
    test(`the judge watches ${state}`, async (t) => {
      const project = createProject(t, { "client.mjs": client });
      const run = await runGitlab(CONFIG, "judge", project);
      assert.deepEqual([run.code, run.report], [code, "judge.xml"]);
      assert.match(run.stdout, /^\n> project@1\.0\.0 test\n> node client\.mjs\n\n(?:GET 200|POST 400\nPOST 400)\n$/);
      assert.match(run.stderr, failures === 0 ? /found no fault\.\n$/ : /\nrepeated_refusal: the client repeats/);
      assert.match(readProjectFile(project, "judge.xml") ?? "", new RegExp(`tests="7" failures="${failures}"`));
    });
  }
});
