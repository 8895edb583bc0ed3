import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { listRecipes, readRecipe } from "./read-recipes.js";

type Parser = typeof import("@actions/workflow-parser");

/** GitHub's own parser. Node cannot load it as it is (it imports JSON as bundlers do), so it is bundled first. */
async function loadParser(t: TestContext): Promise<Parser | undefined> {
  const tool = await import("rolldown").catch((error: Error) => t.skip(`rolldown cannot run here: ${error.message}`));
  if (tool === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "parser-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const bundle = await tool.rolldown({ input: "@actions/workflow-parser", platform: "node" });
  const file = join(folder, "parser.mjs");
  await bundle.write({ file, format: "esm" });
  return (await import(pathToFileURL(file).href)) as Parser;
}

/** What GitHub has against a workflow: its schema, its expressions and contexts, its cron lines, its order of jobs. */
async function findFaults(parser: Parser, content: string): Promise<string[]> {
  const { context, value } = parser.parseWorkflow({ name: "recipe.yml", content }, new parser.NoOperationTraceWriter());
  const template = value === undefined ? undefined : await parser.convertWorkflowTemplate(context, value);
  const faults = [
    ...context.errors.getErrors(),
    ...(template?.errors ?? []).map(({ Message }) => ({ message: Message })),
  ];
  return [...new Set(faults.map(({ message }) => message))];
}

test("the README has these recipes, each with a test that runs it", () => {
  const workflows = ["live.yml", "nightly.yml", "test.yml"].map((file) => `.github/workflows/${file}`);
  assert.deepEqual(listRecipes(), [...workflows, ".gitlab-ci.yml", "nightly.sh"]);
});

test("GitHub's own parser finds no fault in a workflow of the README", async (t) => {
  const parser = await loadParser(t);
  if (parser === undefined) return;
  const files = listRecipes().filter((file) => file.startsWith(".github/workflows/"));
  for (const file of files) assert.deepEqual(await findFaults(parser, readRecipe(file)), [], file);
  const good = readRecipe(".github/workflows/nightly.yml");
  const breaks: readonly (readonly [from: string, to: string, fault: RegExp])[] = [
    ["steps:", "stepps:", /Unexpected value 'stepps'/],
    ["17 3 * * *", "17 33 * * *", /Invalid cron/],
    ["secrets.", "secret.", /Unrecognized named-value: 'secret'/],
    ["!cancelled()", "!canceled()", /Unrecognized function: 'canceled'/],
    ["contents: read", "content: read", /Unexpected value 'content'/],
  ];
  for (const [from, to, fault] of breaks)
    assert.match((await findFaults(parser, good.replace(from, to))).join("\n"), fault);
});
