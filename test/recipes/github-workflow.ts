import assert from "node:assert/strict";
import { parse } from "yaml";
import { readRecipe } from "./read-recipes.js";

/** A step, as far as recipes use it. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job, as far as recipes use it. */
export interface Job {
  readonly needs?: string;
  readonly steps: readonly Step[];
}

/** A workflow, as far as recipes use it. GitHub's own parser checks the rest in a test of its own. */
export interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The actions that recipes may use, all GitHub's own, and the inputs that they know. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout@v6": [],
  "actions/setup-node@v6": ["node-version", "cache"],
  "actions/upload-artifact@v6": ["name", "path", "if-no-files-found"],
};

/** Reads a workflow of the README. Fails where a step neither runs something nor uses a known action of GitHub's own. */
export function readWorkflow(file: string): Workflow {
  const workflow = parse(readRecipe(`.github/workflows/${file}`)) as Workflow;
  for (const { steps } of Object.values(workflow.jobs)) for (const step of steps) checkStep(step);
  return workflow;
}

function checkStep({ uses, run, with: inputs = {} }: Step): void {
  assert.equal([uses, run].filter((each) => each !== undefined).length, 1, `${uses ?? run}: uses or runs`);
  // What an expression stands for would be run as shell text.
  assert.doesNotMatch(run ?? "", /\$\{\{/);
  if (uses === undefined) return;
  const known = ACTIONS[uses];
  assert.ok(known, `${uses} is a known action`);
  for (const name of Object.keys(inputs)) assert.ok(known.includes(name), `${uses} has an input ${name}`);
}

/** The value of an `env:` entry, secrets filled in; an unset secret is empty, as with GitHub. */
export function fillSecrets(text: string, secrets: Readonly<Record<string, string>>): string {
  const filled = text.replace(/\$\{\{ secrets\.(\w+) \}\}/g, (_, name: string) => secrets[name] ?? "");
  assert.doesNotMatch(filled, /\$\{\{/, `${text} holds nothing but secrets`);
  return filled;
}

/** True where a step runs in a job that has failed so far or not. Knows no condition but `!cancelled()`. */
export function isDue({ if: condition }: Step, hasFailed: boolean): boolean {
  if (condition === undefined) return !hasFailed;
  assert.match(condition, /^\$\{\{ !cancelled\(\) \}\}$/);
  return true;
}
