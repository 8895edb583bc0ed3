import { median } from "../measure-pairs.js";
import { BARE } from "./contenders.js";
import { drive } from "./drive.js";
import type { Peers } from "./install-peers.js";
import { readCpuMs, readMemoryMb } from "./read-process.js";
import type { Scenario } from "./sample-answers.js";
import { type Contender, type Served, startServer } from "./start-server.js";

/** How a contender answers one scenario under load. */
export interface RateFigures {
  readonly requestsPerSecond: number;
  /** To the bare server in the same round; the median of the rounds. */
  readonly ratioToBare: number;
  readonly p99Ms: number;
  /** Processor time of the server for one answer, in µs; other load on the machine sways it less than the rate. */
  readonly cpuMicros: number;
}

/** How long to measure, and with what. */
export interface RatePlan {
  readonly peers: Peers;
  readonly rounds: number;
  readonly seconds: number;
}

const CONNECTIONS = 20;

interface Sample {
  readonly name: string;
  readonly scenario: Scenario;
  readonly round: number;
  readonly rate: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
}

/** What was measured. */
export interface Rates {
  figuresOf(name: string, scenario: Scenario): RateFigures;
  /** In memory after everything, by contender. */
  readonly memoryMb: ReadonlyMap<string, number>;
}

/** Loads each in turn, A B C D A B C D …, so that a machine that drifts does not decide. The first round is left out. */
export async function measureRates(
  contenders: readonly Contender[],
  scenarios: readonly Scenario[],
  plan: RatePlan,
): Promise<Rates> {
  const running: { readonly contender: Contender; readonly served: Served }[] = [];
  try {
    for (const contender of contenders) running.push({ contender, served: await startServer(contender) });
    const turns = Array.from({ length: plan.rounds + 1 }, (_, round) => round).flatMap((round) =>
      scenarios.flatMap((scenario) => running.map((each) => ({ ...each, scenario, round }))),
    );
    const samples: Sample[] = [];
    for (const turn of turns) samples.push(await takeSample(turn, plan));
    return {
      figuresOf: (name, scenario) => summarize(samples, name, scenario),
      memoryMb: new Map(running.map(({ served }) => [served.name, readMemoryMb(served.pid)])),
    };
  } finally {
    for (const { served } of running) await served.stop();
  }
}

interface Turn {
  readonly contender: Contender;
  readonly served: Served;
  readonly scenario: Scenario;
  readonly round: number;
}

async function takeSample({ contender, served, scenario, round }: Turn, { peers, seconds }: RatePlan): Promise<Sample> {
  const { name, headers = {} } = contender;
  // Prism is told which of its answers to give; the others look at the path.
  const wish: Record<string, string> = name === "prism" ? { Prefer: `code=${scenario.status}` } : {};
  const order = {
    folder: peers.folder,
    url: served.url + scenario.path,
    headers: { ...headers, ...wish },
    connections: CONNECTIONS,
    seconds,
  };
  const before = readCpuMs(served.pid);
  const { requestsPerSecond: rate, p99Ms, answers } = await drive(order, scenario.status);
  const cpuMicros = ((readCpuMs(served.pid) - before) * 1000) / answers;
  return { name, scenario, round, rate, p99Ms, cpuMicros };
}

function summarize(samples: readonly Sample[], name: string, scenario: Scenario): RateFigures {
  const rounds = samples.filter((each) => each.scenario === scenario && each.round > 0);
  const bare = new Map(rounds.filter((each) => each.name === BARE).map(({ round, rate }) => [round, rate]));
  const own = rounds.filter((each) => each.name === name);
  return {
    requestsPerSecond: median(own.map(({ rate }) => rate)),
    ratioToBare: median(own.map(({ rate, round }) => rate / (bare.get(round) ?? Number.NaN))),
    p99Ms: median(own.map(({ p99Ms }) => p99Ms)),
    cpuMicros: median(own.map(({ cpuMicros }) => cpuMicros)),
  };
}
