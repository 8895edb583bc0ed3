import type { ExitName } from "../../diagnosis/exit-code.js";
import type { ProbeRun } from "../../probe/run-probe.js";
import { createPage } from "../../render/human/page.js";
import { renderProbe } from "../../render/human/render-probe.js";
import { makeSafe } from "../../render/report/make-safe.js";
import type { ProbeResult } from "../../render/report/probe-result.js";
import { neutraliseText } from "../../text/neutralise.js";
import { toAttempt } from "../attempt.js";
import type { CommandCall, Outcome } from "../command.js";
import { exit } from "../exit.js";
import { interruptedExit } from "../interrupted.js";
import type { ProbeOptions } from "./read-probe-options.js";
import { tellGithub, writeReports } from "./write-reports.js";

/** A run that is over. */
export interface EndedRun {
  readonly options: ProbeOptions;
  readonly ran: ProbeRun;
  readonly result: ProbeResult;
  /** How it ends, unless it was interrupted. */
  readonly name: ExitName;
}

/** Writes what came of a run: to people, to the reports, to GitHub; and makes its outcome. */
export async function endRun(call: CommandCall, { options, ran, result, name }: EndedRun): Promise<Outcome> {
  const { host, output } = call;
  const isInterrupted = host.signals.interrupted.aborted;
  const outcome: Outcome = {
    exit: isInterrupted ? interruptedExit(host) : exit(name),
    members: writeMembers(ran, result),
    ...(name === "usage" && !isInterrupted ? { error: NOTHING_RAN } : {}),
  };
  const safe = makeSafe(result, (text) => neutraliseText(output.secrets.redact(text)));
  if (!output.json && !(output.quiet && name === "ok" && !isInterrupted)) {
    const page = createPage(output.stdoutWidth, await output.stdoutStyle());
    renderProbe(page, safe, { full: output.verbose });
    await output.print(page.toString());
  }
  if (outcome.error !== undefined) await output.say(`sandbox-errors: ${NOTHING_RAN.message}. ${NOTHING_RAN.hint}\n`);
  if (options.github) await tellGithub(call, safe);
  await writeReports(call, options, safe, { command: "probe", error: null, ...outcome });
  return outcome;
}

const NOTHING_RAN = {
  message: "0 checks ran",
  subject: null,
  hint: "Each case says what it needs: --write, --agent <slug>, a key, or --mock for those that only a mock can answer.",
} as const;

function writeMembers({ cases }: ProbeRun, { drift, leftovers }: ProbeResult): Outcome["members"] {
  return {
    cases: cases.map(({ id, outcome, differences, reason, diagnoses, exchanges }) => ({
      id,
      outcome,
      differences,
      reason,
      report: {
        diagnoses,
        attempts: exchanges.map(({ exchange, startedAt, durationMs, waitedMs }, i) =>
          toAttempt(exchange, { n: i + 1, startedAt, durationMs, waitedMs }),
        ),
      },
    })),
    // The note is the user's own, and they have the file.
    drift: drift?.map(({ id, kind, member, documented, seen }) => ({ id, kind, member, documented, seen })) ?? null,
    leftovers,
  };
}
