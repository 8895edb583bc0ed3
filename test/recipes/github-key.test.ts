import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createProject, skip } from "./example-project.js";
import { readWorkflow } from "./github-workflow.js";
import { KEY, KEY_ENDINGS, openApi } from "./key-endings.js";
import { runWorkflow } from "./run-workflow.js";

const WORKFLOW = readWorkflow("live.yml");

/** What the job says of each ending, as an annotation. */
const ANNOTATIONS: Readonly<Record<number, { readonly level: string; readonly title: string }>> = {
  2: { level: "error", title: "The key was not checked" },
  3: { level: "error", title: "Bad key" },
  5: { level: "warning", title: "No answer about the key" },
  6: { level: "warning", title: "No answer about the key" },
  75: { level: "warning", title: "Come back later" },
};

/** Tests of somebody who has the API's address and a key. */
const CLIENT = {
  "client.mjs": `
    const headers = { Authorization: "Bearer " + process.env.SANDBOX_API_KEY };
    const answer = await fetch(process.env.SANDBOX_BASE_URL + "/v1/sandboxes/11111111-1111-4111-8111-111111111111", { headers });
    console.log("status", answer.status);
  `,
};

describe("GitHub Actions checks the key", { skip, concurrency: 2 }, () => {
  for (const { state, key, api, env = {}, code, verdict, diagnosis } of KEY_ENDINGS) {
    test(`before the tests: ${state}`, async (t) => {
      const project = createProject(t, CLIENT);
      const runs = await runWorkflow(WORKFLOW, {
        project,
        secrets: { SANDBOX_API_KEY: key },
        env: { ...(await openApi(t, api)), ...env },
      });
      const [job, tests] = [runs.get("key"), runs.get("tests")];
      const check = job?.steps.get("Check the key");
      const expected = ANNOTATIONS[code];
      assert.equal(check?.code, code, check?.stderr);
      assert.deepEqual(
        job?.annotations.map(({ level, title }) => ({ level, title })),
        expected === undefined ? [] : [expected],
      );
      assert.equal(check.stdout.replace(/^::.*\n/m, ""), verdict);
      assert.ok(check.stderr.replace(/^✗ /, "").startsWith(diagnosis), check.stderr);
      assert.equal(check.stderr === "", diagnosis === "");
      assert.deepEqual([job?.summary, job?.uploads], ["", []]);
      assert.equal(tests?.result, code === 0 ? "success" : "skipped");
      if (code === 0) assert.match(tests?.steps.get("Tests that call the API")?.stdout ?? "", /\nstatus 200\n$/);
      assert.ok(!`${check.stdout}${check.stderr}`.includes(KEY));
    });
  }
});
