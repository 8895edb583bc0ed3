import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { diagnoseKeyText, diagnoseMissingKey } from "../../diagnosis/diagnose-key.js";
import type { Diagnosis } from "../../diagnosis/report.js";
import { isLoopback } from "../../http/is-loopback.js";
import { findDrift, findNote, writeBaseline } from "../../probe/baseline.js";
import { decideExit, gradeCase } from "../../probe/grade-run.js";
import { createPace } from "../../probe/pace.js";
import { planCases } from "../../probe/plan-cases.js";
import { type ProbeRun, runProbe } from "../../probe/run-probe.js";
import { findWhyNotRun, needsKey, type Permissions } from "../../probe/why-not-run.js";
import { createPage } from "../../render/human/page.js";
import { renderPlan } from "../../render/human/render-plan.js";
import { isConclusive, type ProbeResult } from "../../render/report/probe-result.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { exit } from "../exit.js";
import { openTarget, type Target } from "../open-target.js";
import { sayDiagnoses } from "../render-failure.js";
import { readSettings, type Settings } from "../settings.js";
import type { UsageError } from "../usage-error.js";
import { writeNamedFiles } from "../write-named-files.js";
import { createSendProbe, writeUrl } from "./create-send-probe.js";
import { endRun } from "./end-run.js";
import { type ProbeOptions, readProbeOptions } from "./read-probe-options.js";
import { openProgress } from "./show-progress.js";
import { createRateLimitWait } from "./wait-for-rate-limit.js";

/** The agent that every embedded API has. */
const MOCK_AGENT = "my-agent";
/** How long a creation may go on after Ctrl-C, so that what it creates can be deleted. */
const GRACE_MS = 10_000;

/** Provokes the documented errors and compares each answer with the documentation. */
export const run: CommandRun = async (call) => {
  const options = await readProbeOptions(call);
  if (call.options["plan"] === true) return showPlan(call, options);
  const target = await openTarget(call);
  try {
    return await probe(call, options, target);
  } finally {
    await target.close();
  }
};

async function showPlan({ host, output, options }: CommandCall, { cases, write }: ProbeOptions): Promise<Outcome> {
  const settings = readSettings(host, options);
  const permissions = readPermissions(options, settings, write, null);
  const plan = planCases(cases, permissions, readVariables(options, settings), (path) =>
    writeUrl(settings.baseUrl, path),
  );
  const page = createPage(output.stdoutWidth, await output.stdoutStyle());
  renderPlan(page, plan);
  await output.print(page.toString());
  return { exit: exit("ok"), members: { plan } };
}

/** A mock that this machine serves may be asked for errors by header; whoever serves the API itself ignores it. */
function readPermissions(
  options: CommandCall["options"],
  settings: Settings,
  write: boolean,
  keyProblem: string | null,
): Permissions {
  const isMock = options["mock"] === true || isLoopback(settings.baseUrl);
  // A variable that is set for other commands is no leave to run an agent.
  const runAgent = typeof options["agent"] === "string";
  const hasAgent = readVariables(options, settings).agent !== undefined;
  return { isMock, write, runAgent, hasAgent, keyProblem };
}

function readVariables(options: CommandCall["options"], { agent }: Settings): { readonly agent?: string } {
  const slug = agent ?? (options["mock"] === true ? MOCK_AGENT : null);
  return slug === null ? {} : { agent: slug };
}

async function probe(call: CommandCall, options: ProbeOptions, target: Target): Promise<Outcome> {
  const { settings } = target;
  const defect = findKeyDefect(target);
  const keyProblem = defect === undefined ? null : `${defect.title.charAt(0).toLowerCase()}${defect.title.slice(1)}`;
  const permissions = readPermissions(call.options, settings, options.write, keyProblem);
  const lacksKey = options.cases.some(
    (each) => needsKey(each) && findWhyNotRun(each, { ...permissions, keyProblem: null }) === undefined,
  );
  if (defect !== undefined && lacksKey) await sayDiagnoses(call.output, [defect]);
  const ran = await runCases(call, options, target, permissions);
  const { drift, isNewBaseline, problem } = await compareBaseline(call, options, ran);
  const result: ProbeResult = {
    target: settings.baseUrl.href.replace(/\/$/, ""),
    cases: ran.cases.map(({ exchanges: _, crash: __, differences, ...each }) => ({
      ...each,
      differences: differences.map((one) => ({ ...one, note: findNote(options.baseline, each.id, one) })),
      grade: gradeCase(each, drift),
    })),
    drift,
    isNewBaseline,
    // What an embedded API holds goes with it.
    leftovers: call.options["mock"] === true ? [] : ran.leftovers,
    keyProblem: lacksKey ? keyProblem : null,
  };
  const verdict = { cases: ran.cases, drift, strict: options.strict, lacksKey: result.keyProblem !== null };
  const outcome = await endRun(call, { options, ran, result, name: decideExit(verdict) });
  const { crash = null } = ran.cases.find((each) => each.crash !== null) ?? {};
  // People are told of a bug in the same words everywhere; the document has what could be found all the same.
  if (crash !== null && !call.output.json) throw crash;
  if (problem !== null) throw problem.with(outcome.members);
  return outcome;
}

function findKeyDefect({ key }: Target): Diagnosis | undefined {
  if (key.text === null || key.text === "") return diagnoseMissingKey(key.source);
  return diagnoseKeyText(key.text, key.source ?? "");
}

async function runCases(
  { host, output, options }: CommandCall,
  { cases, intervalMs }: ProbeOptions,
  { settings, key }: Target,
  permissions: Permissions,
): Promise<ProbeRun> {
  const { clock, signals } = host;
  const total = cases.filter((each) => findWhyNotRun(each, permissions) === undefined).length;
  const progress = await openProgress(host, output, total);
  let begun = 0;
  try {
    return await runProbe({
      cases,
      permissions,
      setting: {
        send: createSendProbe(host, settings, key.text),
        clock,
        pace: createPace(clock, intervalMs),
        isMock: permissions.isMock,
        variables: readVariables(options, settings),
        interrupted: signals.interrupted,
        graceMs: GRACE_MS,
      },
      waitFor: createRateLimitWait(host, settings.policy, progress),
      onCase: (id) => progress.begin(id, begun++),
      onLateCleanUp: () => progress.say("Interrupted: deleting what was created. Ctrl-C again leaves it behind."),
      addressOptions:
        settings.baseUrl.origin === API_ORIGIN ? "" : ` --base-url ${settings.baseUrl.href.replace(/\/$/, "")}`,
    });
  } finally {
    progress.clear();
  }
}

/**
 * The drift against the baseline; null where there is none. With --update-baseline what was found becomes what is known;
 * `problem` says why it could not.
 */
async function compareBaseline(
  { host }: CommandCall,
  { baseline, baselinePath, updateBaseline }: ProbeOptions,
  { cases }: ProbeRun,
): Promise<Pick<ProbeResult, "drift" | "isNewBaseline"> & { readonly problem: UsageError | null }> {
  if (!updateBaseline || baselinePath === null)
    return { drift: baseline === undefined ? null : findDrift(baseline, cases), isNewBaseline: false, problem: null };
  const learned = cases.some(isConclusive);
  if (!learned || host.signals.interrupted.aborted) return { drift: [], isNewBaseline: false, problem: null };
  const file = { option: "--update-baseline", path: baselinePath, content: writeBaseline(cases, baseline) };
  const problem = await writeNamedFiles(host, [file]);
  return { drift: [], isNewBaseline: problem === null, problem };
}
