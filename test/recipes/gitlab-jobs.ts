import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ExampleProject } from "./example-project.js";
import { readRecipe } from "./read-recipes.js";
import { runShell, type ShellRun } from "./run-shell.js";

/** A job, as far as the recipe uses it. */
export interface GitlabJob {
  readonly stage: string;
  readonly needs?: readonly string[];
  readonly script: readonly string[];
  readonly rules?: readonly { readonly if: string }[];
  readonly artifacts?: { readonly when: string; readonly reports: { readonly junit: string } };
}

/** The recipe's configuration: what holds for all jobs, and the jobs. */
export interface GitlabConfig {
  readonly stages: readonly string[];
  readonly before: readonly string[];
  readonly jobs: Readonly<Record<string, GitlabJob>>;
}

const GLOBAL = ["image", "stages", "before_script"];
const OF_JOB = ["stage", "needs", "script", "rules", "artifacts"];

/** Reads the recipe. Fails where it holds a key that this knows nothing of, or names a stage or job that is none. */
export function readGitlab(): GitlabConfig {
  const all = parse(readRecipe(".gitlab-ci.yml")) as Record<string, unknown>;
  const { stages, before_script: before } = all as { stages: string[]; before_script: string[] };
  const jobs = Object.fromEntries(Object.entries(all).filter(([name]) => !GLOBAL.includes(name))) as Record<
    string,
    GitlabJob
  >;
  for (const [name, job] of Object.entries(jobs)) {
    assert.deepEqual(
      Object.keys(job).filter((key) => !OF_JOB.includes(key)),
      [],
      name,
    );
    assert.ok(stages.includes(job.stage), name);
    for (const needed of job.needs ?? []) assert.ok(needed in jobs, `${name} needs ${needed}`);
    for (const line of job.script) assert.equal(typeof line, "string", name);
  }
  return { stages, before, jobs };
}

/** How a job ended, and the JUnit report that GitLab would take from it. */
export interface GitlabRun extends ShellRun {
  readonly report: string | null;
}

/** What the project's set-up did already; a test of its own runs it. */
const DONE = "npm ci";

/** Runs a job as GitLab's runner does: its lines in one shell that ends at the first failure, in bash where there is one. */
export async function runGitlab(
  { before, jobs }: GitlabConfig,
  name: string,
  project: ExampleProject,
  {
    env = {},
    shell = "bash",
  }: { readonly env?: Readonly<Record<string, string>>; readonly shell?: "bash" | "sh" } = {},
): Promise<GitlabRun> {
  const job = jobs[name];
  assert.ok(job, name);
  const lines = [...before, ...job.script].filter((line) => line !== DONE);
  const run = await runShell(shell === "bash" ? ["bash", "-eo", "pipefail"] : ["sh", "-e"], `${lines.join("\n")}\n`, {
    cwd: project.folder,
    env: { ...project.env, CI: "true", GITLAB_CI: "true", ...env },
  });
  const junit = job.artifacts?.reports.junit;
  const isTaken = junit !== undefined && (run.code === 0 || job.artifacts?.when === "always");
  return { ...run, report: isTaken && existsSync(join(project.folder, junit)) ? junit : null };
}
