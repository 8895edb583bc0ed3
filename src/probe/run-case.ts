import type { Clock } from "../host/host.js";
import { type CaseRecord, noteJudgement, noteResources, readCreatedId } from "./case-record.js";
import { fillStep, type Variables } from "./fill-step.js";
import { judgeAnswer } from "./judge-answer.js";
import type { Pace } from "./pace.js";
import type { ProbeCase, Step, Variable } from "./probe-case.js";
import type { SendProbe } from "./send-probe.js";
import { sendStep } from "./send-step.js";

/** What a case is run with. */
export interface CaseSetting {
  readonly send: SendProbe;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly isMock: boolean;
  readonly variables: Variables;
  /** Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal;
  /** How long a request that creates something may go on after Ctrl-C, so that its id is learned; in ms. */
  readonly graceMs: number;
}

type Known = Partial<Record<Variable, string>>;

/** Sends the steps of a case and writes down what came of them. Leaves clean-up to the caller; streams are closed. */
export async function runCase(probeCase: ProbeCase, setting: CaseSetting, record: CaseRecord): Promise<void> {
  const variables: Known = { ...setting.variables };
  const closing = new AbortController();
  const open: Promise<void>[] = [];
  try {
    for (const step of probeCase.steps) {
      const goesOn = await runStep(probeCase, step, { setting, record, variables, closing: closing.signal, open });
      if (!goesOn) break;
    }
  } finally {
    closing.abort();
    await Promise.all(open);
  }
}

interface Running {
  readonly setting: CaseSetting;
  readonly record: CaseRecord;
  readonly variables: Known;
  readonly closing: AbortSignal;
  readonly open: Promise<void>[];
}

/** Sends one step and judges its answer; false where the case ends with it. */
async function runStep(probeCase: ProbeCase, step: Step, running: Running): Promise<boolean> {
  const { setting, record, variables, closing, open } = running;
  const { interrupted, isMock, pace, send, clock, graceMs } = setting;
  const request = fillStep(step, variables, isMock);
  // What an earlier step did not give cannot be asked for; that it did not is a difference already.
  if (request === undefined) return false;
  await pace(interrupted);
  if (interrupted.aborted) {
    record.inconclusive = INTERRUPTED;
    return false;
  }
  const purpose = { caseId: probeCase.id, step: step.name };
  const exchange = await sendStep({ step, request, purpose, send, clock, interrupted, graceMs, closing, open, record });
  noteResources(step, exchange, record);
  const judged = judgeAnswer(step, exchange, readWanted(step, variables));
  const goesOn = noteJudgement(judged, probeCase.steps.length > 1 ? `${step.name}.` : "", exchange, record);
  if (exchange.failure?.kind === "aborted" && interrupted.aborted) record.inconclusive = INTERRUPTED;
  const id = readCreatedId(step, exchange.response);
  if (step.saves !== undefined && id !== undefined) variables[step.saves] = id;
  return goesOn;
}

const INTERRUPTED = "Interrupted before it was complete.";

/** The id that the answer must name. */
function readWanted({ expects }: Step, variables: Known): string | undefined {
  return expects.kind === "json" && expects.is !== undefined ? variables[expects.is] : undefined;
}
