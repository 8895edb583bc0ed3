import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import { compareGolden } from "../cli/golden.js";
import { findAll, namesIn } from "../render/report/read-xml.js";
import { createProject, readProjectFile, skip } from "./example-project.js";
import { readWorkflow } from "./github-workflow.js";
import { FAILS, GOOD, HOSTILE, HOSTILE_PATH, REPEATS, SILENT } from "./judged-clients.js";
import { readTables, renderSummary } from "./read-summary.js";
import { runWorkflow } from "./run-workflow.js";

const WORKFLOW = readWorkflow("test.yml");

/** The job as it ends with these tests, and what it left. */
async function runJudged(t: TestContext, client: string) {
  const project = createProject(t, { "client.mjs": client });
  const job = (await runWorkflow(WORKFLOW, { project })).get("test");
  const tests = job?.steps.get("Tests");
  const told = job?.steps.get("Verdicts in the job summary");
  assert.ok(job !== undefined && tests !== undefined && told !== undefined);
  assert.deepEqual([told.code, told.stdout, told.stderr, job.annotations], [0, "", "", []]);
  // npm says what it runs, then the tests speak.
  const stdout = tests.stdout.replace("\n> project@1.0.0 test\n> node client.mjs\n\n", "");
  return { ...job, ...tests, stdout, junit: readProjectFile(project, "judge.xml") };
}

/** Times are others at each run. */
function maskTimes(text: string): string {
  return text.replace(/\d+\.\d{3} s\b/g, "0.000 s");
}

describe("the judge around one's own tests on GitHub Actions", { skip, concurrency: 2 }, () => {
  test("passes a client that does nothing wrong", async (t) => {
    const run = await runJudged(t, GOOD);
    assert.deepEqual([run.code, run.result], [0, "success"]);
    assert.equal(run.stdout, "GET 200\n");
    assert.equal(run.stderr, "The judge saw 1 request and found no fault.\n");
    assert.equal(run.summary, "# Judge\n\nRequests: 1, faults: 0\n\n");
    assert.deepEqual(run.uploads, ["judge.xml"]);
    assert.match(run.junit ?? "", /<testsuite name="judge" tests="7" failures="0"/);
  });

  test("fails one that repeats what cannot succeed, though its tests pass", async (t) => {
    const run = await runJudged(t, REPEATS);
    assert.deepEqual([run.code, run.result], [1, "failure"]);
    assert.equal(run.stdout, "POST 400\nPOST 400\n");
    assert.match(run.stderr, /^The judge saw 2 requests and found 1 fault in the client\.\n\nrepeated_refusal: /);
    assert.deepEqual(run.uploads, ["judge.xml"]);
    assert.match(run.junit ?? "", /failures="1"[\s\S]*<testcase classname="judge" name="repeated_refusal">\s*<failure/);
    assert.match(run.summary, /^# Judge\n\nRequests: 2, faults: 1\n/);
  });

  test("the job summary is a table of the verdicts, whatever a path holds, and shows no key", async (t) => {
    const run = await runJudged(t, HOSTILE);
    assert.deepEqual([run.code, run.stdout], [1, "GET 404\nGET 404\nGET 404\n"]);
    compareGolden("job-summary-judge.md", maskTimes(run.summary));
    const page = renderSummary(run.summary);
    assert.deepEqual(namesIn(page).sort(), ["body", "h1", "p", "table", "td", "th", "tr"]);
    const [head, repeated, exposed, ...more] = readTables(page)[0] ?? [];
    assert.deepEqual(head, ["rule", "what the client did"]);
    assert.equal(repeated?.[0], "repeated_refusal");
    assert.ok(repeated?.[1]?.includes(HOSTILE_PATH), repeated?.[1]);
    assert.equal(exposed?.[0], "key_exposed");
    assert.deepEqual(more, []);
    assert.equal(findAll(page, "table").length, 1);
    assert.doesNotMatch(`${run.stderr}${run.summary}${run.junit}`, /21st_sk_[0-9a-f]{6}/);
  });

  test("tests that fail by themselves keep their exit code", async (t) => {
    const run = await runJudged(t, FAILS);
    assert.deepEqual([run.code, run.result, run.stdout], [7, "failure", "GET 200\n"]);
    assert.match(run.stderr, /^1 test failed\n[\s\S]*The judge saw 1 request and found no fault\.\n$/);
    assert.deepEqual(run.uploads, ["judge.xml"]);
    assert.equal(run.summary, "# Judge\n\nRequests: 1, faults: 0\n\n");
  });

  test("tests that never call the API are no success, in the report neither", async (t) => {
    const run = await runJudged(t, SILENT);
    assert.deepEqual([run.code, run.result, run.stdout], [2, "failure", "no test called the API\n"]);
    assert.match(
      run.stderr,
      /^sandbox-errors: The judge saw no request\. Make the client use the address in SANDBOX_BASE_URL/,
    );
    assert.deepEqual([run.uploads, run.summary], [["judge.xml"], "# Judge\n\nRequests: 0, faults: 0\n\n"]);
    assert.match(run.junit ?? "", /errors="1"[\s\S]*<error message="The judge saw no request" type="requests"\/>/);
  });
});
