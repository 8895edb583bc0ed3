import { diagnose } from "../diagnosis/diagnose.js";
import { decodeEnvelope } from "../exchange/decode-envelope.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Difference, Leftover, ProbedCase } from "../render/report/probe-result.js";
import { type CaseRecord, createRecord } from "./case-record.js";
import { deleteResource, describeLeftover } from "./clean-up.js";
import type { ProbeCase } from "./probe-case.js";
import { type CaseSetting, runCase } from "./run-case.js";
import { sendBounded } from "./send-bounded.js";
import type { TimedExchange } from "./send-probe.js";
import { findWhyNotRun, type Permissions } from "./why-not-run.js";

/** How a wait for a rate limit ended; `too_long`: it does not fit, and was not begun. */
export type WaitEnding = "waited" | "too_long" | "interrupted";

/** A run of the probe. */
export interface ProbeOrder {
  readonly cases: readonly ProbeCase[];
  readonly permissions: Permissions;
  readonly setting: CaseSetting;
  /** Waits as long as a 429 asks for. */
  readonly waitFor: (exchange: Exchange) => Promise<WaitEnding>;
  /** Called before each case that is sent; `done` counts those before it. */
  readonly onCase: (id: string, done: number) => void;
  /** Called where something is deleted after Ctrl-C, so that it can be said. */
  readonly onLateCleanUp: (count: number) => Promise<void>;
  /** Options that name the address in the commands for what is left over, each with a space before it. */
  readonly addressOptions: string;
}

/** One case as it was run, without a grade. */
export interface CaseRun extends Omit<ProbedCase, "grade" | "differences"> {
  readonly differences: readonly Difference[];
  readonly exchanges: readonly TimedExchange[];
  /** How this program failed in it; null where it did not. */
  readonly crash: Error | null;
}

/** What came of a run. */
export interface ProbeRun {
  readonly cases: readonly CaseRun[];
  readonly leftovers: readonly Leftover[];
}

/** After so many cases in a row without any answer, none is expected any more. */
const MOST_SILENT = 2;

/**
 * Runs the cases one after the other. A case that fails, in whatever way, ends neither the run nor its clean-up; what it
 * created is deleted before the next one starts. Ends early at Ctrl-C, where a wait does not fit, and where nobody answers.
 */
export async function runProbe(order: ProbeOrder): Promise<ProbeRun> {
  const cases: CaseRun[] = [];
  const leftovers: Leftover[] = [];
  let stopped: string | undefined;
  let silent = 0;
  for (const probeCase of order.cases) {
    const why = findWhyNotRun(probeCase, order.permissions) ?? stopped;
    if (why !== undefined) {
      cases.push(describeUnsent(probeCase, why));
      continue;
    }
    order.onCase(probeCase.id, cases.length);
    const { run, left, ending, isSilent } = await runOne(probeCase, order);
    cases.push(run);
    leftovers.push(...left);
    silent = isSilent ? silent + 1 : 0;
    stopped = findStop(order, ending, silent);
  }
  return { cases, leftovers };
}

function findStop({ setting }: ProbeOrder, ending: WaitEnding, silent: number): string | undefined {
  if (setting.interrupted.aborted || ending === "interrupted") return "Interrupted before it was sent.";
  if (ending === "too_long") return "The API asks for a longer wait than --max-wait allows.";
  return silent >= MOST_SILENT ? `No answer came ${silent} times in a row.` : undefined;
}

interface Ended {
  readonly run: CaseRun;
  readonly left: readonly Leftover[];
  readonly ending: WaitEnding;
  readonly isSilent: boolean;
}

async function runOne(probeCase: ProbeCase, order: ProbeOrder): Promise<Ended> {
  const { clock } = order.setting;
  const from = clock.monotonic();
  const record = createRecord();
  let crash: Error | null = null;
  try {
    await runCase(probeCase, order.setting, record);
  } catch (error) {
    crash = error instanceof Error ? error : new Error(String(error));
    record.inconclusive = `sandbox-errors itself failed: ${crash.message}`;
  }
  const answer = describeAnswers(record);
  const ending = await waitOut(record, order);
  const left = await cleanUp(probeCase.id, record, order, ending);
  return {
    run: { ...describeRun(probeCase, record), answer, durationMs: clock.monotonic() - from, crash },
    left,
    ending,
    isSilent: record.last !== null && record.last.response === null,
  };
}

async function waitOut(record: CaseRecord, order: ProbeOrder): Promise<WaitEnding> {
  if (record.rateLimit === null) return "waited";
  const { clock } = order.setting;
  const from = clock.monotonic();
  const ending = await order.waitFor(record.rateLimit);
  const last = record.exchanges.at(-1);
  if (last !== undefined) record.exchanges.splice(-1, 1, { ...last, waitedMs: clock.monotonic() - from });
  return ending;
}

/** Deletes what a case left, the youngest first; gives back what could not be deleted. Never rejects. */
async function cleanUp(caseId: string, record: CaseRecord, order: ProbeOrder, ending: WaitEnding): Promise<Leftover[]> {
  const { setting } = order;
  const { interrupted, clock } = setting;
  if (record.resources.length > 0 && interrupted.aborted) await order.onLateCleanUp(record.resources.length);
  const left: Leftover[] = [];
  // Whoever asks for a longer wait than fits is not asked again before.
  let mayAsk = ending !== "too_long";
  const never = new AbortController().signal;
  const deleter = {
    async send(request: Parameters<typeof setting.send>[0]): Promise<Exchange> {
      await setting.pace(never);
      const startedAt = clock.now();
      const from = clock.monotonic();
      const exchange = await sendBounded(setting, request, { caseId, step: "clean_up" });
      record.exchanges.push({ exchange, startedAt, durationMs: clock.monotonic() - from, waitedMs: 0 });
      return exchange;
    },
    async waitFor(exchange: Exchange): Promise<boolean> {
      mayAsk = !interrupted.aborted && (await order.waitFor(exchange)) !== "too_long";
      return mayAsk;
    },
  };
  for (const resource of [...record.resources].reverse()) {
    const gone = mayAsk && (await deleteResource(resource, deleter).catch(() => false));
    if (!gone) left.push(describeLeftover(resource, order.addressOptions));
  }
  return left;
}

function describeUnsent({ id, provokes }: ProbeCase, reason: string): CaseRun {
  const nothing = { differences: [], answer: "", diagnoses: [], durationMs: 0, exchanges: [], crash: null };
  return { id, provokes, outcome: "not_run", reason, ...nothing };
}

function describeRun(probeCase: ProbeCase, record: CaseRecord): Omit<CaseRun, "answer" | "durationMs" | "crash"> {
  const { id, provokes } = probeCase;
  const { differences, exchanges, notes } = record;
  const shared = { id, provokes, differences, exchanges };
  if (record.notProvoked)
    return { ...shared, outcome: "not_run", reason: "This server provokes no errors by header.", diagnoses: [] };
  if (record.inconclusive !== null) {
    const diagnoses = record.last === null ? [] : diagnose(record.last);
    return { ...shared, outcome: "inconclusive", reason: record.inconclusive, diagnoses };
  }
  const reason = notes.length === 0 ? null : notes.join(" ");
  if (differences.length === 0) return { ...shared, outcome: "as_documented", reason, diagnoses: [] };
  return {
    ...shared,
    outcome: "differs",
    reason,
    diagnoses: record.differing === null ? [] : diagnose(record.differing),
  };
}

/** The statuses of all answers, and the code of the last one: `201, 409 conflict`. */
function describeAnswers({ exchanges }: CaseRecord): string {
  const responses = exchanges.flatMap(({ exchange }) => (exchange.response === null ? [] : [exchange.response]));
  const last = responses.at(-1);
  const code = last === undefined || (last.status ?? 0) < 400 ? null : decodeEnvelope(last).code;
  return `${responses.map(({ status }) => status).join(", ")}${code === null ? "" : ` ${code}`}`;
}
