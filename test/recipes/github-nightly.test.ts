import assert from "node:assert/strict";
import { after, before, describe, type TestContext, test } from "node:test";
import type { StartMockOptions } from "../../src/mock-library.js";
import { compareGolden } from "../cli/golden.js";
import { QUICK_TIME } from "../fakes/quick-time.js";
import { namesIn } from "../render/report/read-xml.js";
import { createProject, readProjectFile, skip } from "./example-project.js";
import { readWorkflow } from "./github-workflow.js";
import { KEY, type KeyEnding, openApi } from "./key-endings.js";
import { readLine } from "./read-recipes.js";
import { readTables, renderSummary } from "./read-summary.js";
import { runShell } from "./run-shell.js";
import { runWorkflow } from "./run-workflow.js";

const WORKFLOW = readWorkflow("nightly.yml");
/** What the API did when the baseline was written: two differences. */
const THEN: StartMockOptions = { script: ["GET /v1/mcp/vaults/*: 403", "GET /v1/no-such-endpoint: 403"] };
/** What it does tonight: the first is as it was, the second is another, and one request gets no answer. */
const TONIGHT: StartMockOptions = {
  script: [
    "GET /v1/mcp/vaults/*: 403",
    "GET /v1/no-such-endpoint: wrong_content_type",
    "POST /v1/sandboxes: reset_before_head",
  ],
};
let baseline = "";

/** The job as it ends with this API and key, and what it left. */
async function runNightly(t: TestContext, api: KeyEnding["api"], more: Partial<Pick<KeyEnding, "key" | "env">> = {}) {
  const project = createProject(t, { "probe.json": baseline });
  const env = { ...QUICK_TIME, ...(await openApi(t, api)), ...more.env };
  const secrets = { SANDBOX_API_KEY: more.key ?? KEY };
  const job = (await runWorkflow(WORKFLOW, { project, secrets, env })).get("probe");
  assert.ok(job !== undefined);
  const probe = job.steps.get("Probe");
  assert.ok(probe !== undefined);
  assert.ok(![probe.stdout, probe.stderr, job.summary].join("").includes(KEY));
  return { ...job, ...probe, junit: readProjectFile(project, "probe.xml") };
}

before(async () => {
  if (skip !== false) return;
  const project = createProject({ after });
  const env = { ...project.env, ...QUICK_TIME, ...(await openApi({ after }, THEN)), SANDBOX_API_KEY: KEY };
  const run = await runShell(["sh", "-eu"], readLine("npx --no-install sandbox-errors probe"), {
    cwd: project.folder,
    env,
  });
  assert.equal(run.code, 0, run.stderr);
  baseline = readProjectFile(project, "probe.json") ?? "";
  assert.equal(baseline.match(/"member"/g)?.length, 2);
});

describe("the nightly probe on GitHub Actions", { skip, concurrency: 2 }, () => {
  test("passes what the baseline knows", async (t) => {
    const night = await runNightly(t, THEN);
    assert.deepEqual([night.code, night.result, night.stderr], [0, "success", ""]);
    assert.match(night.stdout, /^The key is valid[\s\S]*\nNothing has changed against the baseline in the 15 cases/);
    assert.deepEqual([night.annotations, night.uploads], [[], ["probe.xml"]]);
    assert.match(night.junit ?? "", /^<\?xml[\s\S]*<testsuites [^>]*failures="0" errors="0"/);
    assert.match(night.summary, /\*\*Nothing has changed against the baseline in the 15 cases that could be compared/);
  });

  test("fails where the API has changed; report, annotations and job summary say what", async (t) => {
    const night = await runNightly(t, TONIGHT);
    assert.deepEqual([night.code, night.result], [1, "failure"]);
    assert.match(night.stdout, /\n2 differences have changed against the baseline\.\n/);
    assert.deepEqual(
      night.annotations.map(({ level, title }) => [level, title]),
      [
        ["error", "not_found-endpoint has changed against the baseline"],
        ["warning", "Not deleted"],
        ["warning", "invalid_request-no-agent is inconclusive"],
      ],
    );
    assert.deepEqual(night.uploads, ["probe.xml"]);
    assert.match(night.junit ?? "", /<testsuites [^>]*failures="1" errors="1"/);
    compareGolden("job-summary-probe.md", night.summary.replace(/(127\.0\.0\.1:)\d+/, "$10"));
    const page = renderSummary(night.summary);
    assert.deepEqual(namesIn(page).sort(), [
      "a",
      "body",
      "h1",
      "h2",
      "p",
      "strong",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "tr",
    ]);
    const [changes, , known, cases] = readTables(page);
    assert.deepEqual(
      changes?.map(([id, kind, member]) => [id, kind, member]),
      [
        ["case", "change", "member"],
        ["not_found-endpoint", "new", "response.headers.content-type"],
        ["not_found-endpoint", "vanished", "response.body.error.code"],
      ],
    );
    assert.deepEqual(known?.[1]?.slice(0, 4), [
      "not_found-vault",
      "response.body.error.code",
      "not_found",
      '"forbidden"',
    ]);
    assert.equal(cases?.length, 16);
  });

  test("stops at a bad key, and leaves the API alone", async (t) => {
    const night = await runNightly(t, THEN, { key: KEY.replaceAll("0", "1") });
    assert.deepEqual([night.code, night.result], [3, "failure"]);
    assert.match(night.stdout, /^The key is rejected: the API refused it\.\nIt comes from SANDBOX_API_KEY\.\n$/);
    assert.match(night.stderr, /^✗ The server does not know this key\n/);
    assert.deepEqual([night.annotations, night.summary, night.uploads, night.junit], [[], "", [], undefined]);
  });

  test("stops where nobody answers, and does not call that a bad key", async (t) => {
    const night = await runNightly(t, "down", { env: { SANDBOX_MAX_ATTEMPTS: "1" } });
    assert.deepEqual([night.code, night.result], [6, "failure"]);
    assert.match(night.stdout, /^Whether the key is good is not known/);
    assert.match(night.stderr, /^✗ Nothing listens at that address\n/);
    assert.deepEqual([night.annotations, night.summary, night.uploads], [[], "", []]);
  });

  test("says when to come back where a rate limit outlasts it, and calls nothing unchanged", async (t) => {
    const night = await runNightly(t, { script: "200,429(10m)x99" });
    assert.deepEqual([night.code, night.result], [75, "failure"]);
    assert.deepEqual(night.annotations, [
      {
        level: "warning",
        title: "unauthorized-no-key is inconclusive",
        message: "Met a rate limit (429) in place of its answer: it asks to wait 10 min.",
      },
    ]);
    assert.match(night.summary, /\*\*No case learned anything that could be compared with the baseline\.\*\*/);
    assert.deepEqual(night.uploads, ["probe.xml"]);
    assert.match(night.junit ?? "", /<testsuites [^>]*failures="0" errors="1"/);
  });
});
