import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ReadAnnotation, readAnnotations } from "../render/report/read-annotation.js";
import type { ExampleProject } from "./example-project.js";
import { fillSecrets, isDue, type Job, type Step, type Workflow } from "./github-workflow.js";
import { runShell, type ShellRun } from "./run-shell.js";

/** The project in which jobs run, and what GitHub would give them. */
export interface Runner {
  readonly project: ExampleProject;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables of the machine, such as the address of the API under test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of a job. */
export interface JobRun {
  readonly result: "success" | "failure" | "skipped";
  /** What its steps said that ran something, by name (or text, where they have none). */
  readonly steps: ReadonlyMap<string, ShellRun>;
  readonly annotations: readonly ReadAnnotation[];
  /** The job summary, as Markdown. */
  readonly summary: string;
  /** The files that were uploaded. */
  readonly uploads: readonly string[];
}

/** What the project's set-up did already; a test of its own runs it. */
const DONE = "npm ci";

/** The stricter of the two shells that GitHub's runner knows (`shell: bash`); without that it leaves out `pipefail`. */
const BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] as const;

/** Runs all jobs of a workflow as GitHub's runner does: needs, conditions, environment, shell, one summary file a step. */
export async function runWorkflow({ jobs }: Workflow, runner: Runner): Promise<ReadonlyMap<string, JobRun>> {
  const runs = new Map<string, JobRun>();
  for (const [id, job] of Object.entries(jobs)) {
    const mayRun = job.needs === undefined || runs.get(job.needs)?.result === "success";
    runs.set(id, mayRun ? await runJob(job, runner) : SKIPPED);
  }
  return runs;
}

const SKIPPED: JobRun = { result: "skipped", steps: new Map(), annotations: [], summary: "", uploads: [] };

async function runJob({ steps }: Job, runner: Runner): Promise<JobRun> {
  const ran = new Map<string, ShellRun>();
  const [summaries, uploads]: [string[], string[]] = [[], []];
  let hasFailed = false;
  for (const step of steps) {
    if (!isDue(step, hasFailed) || step.run === DONE) continue;
    if (step.run === undefined) {
      uploads.push(...findUploads(step, runner));
      continue;
    }
    const { summary, ...run } = await runStep(step.run, step, runner);
    ran.set(step.name ?? step.run, run);
    if (summary !== "") summaries.push(summary);
    hasFailed ||= run.code !== 0;
  }
  return {
    result: hasFailed ? "failure" : "success",
    steps: ran,
    annotations: [...ran.values()].flatMap(({ stdout, stderr }) => readAnnotations(`${stdout}\n${stderr}`)),
    summary: summaries.join("\n"),
    uploads,
  };
}

async function runStep(text: string, { env = {} }: Step, { project, secrets = {}, env: machine }: Runner) {
  const file = join(project.env["HOME"] ?? "", "step-summary.md");
  writeFileSync(file, "");
  const own = Object.entries(env).map(([name, value]) => [name, fillSecrets(value, secrets)]);
  const github = { CI: "true", GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
  const run = await runShell(BASH, text, {
    cwd: project.folder,
    env: { ...project.env, ...github, ...machine, ...Object.fromEntries(own) },
  });
  return { ...run, summary: readFileSync(file, "utf8") };
}

/** What an upload would find; the other actions prepare what the project has already. */
function findUploads({ uses, with: inputs }: Step, { project }: Runner): string[] {
  const path = inputs?.["path"];
  if (uses?.startsWith("actions/upload-artifact@") !== true || typeof path !== "string") return [];
  return existsSync(join(project.folder, path)) ? [path] : [];
}
