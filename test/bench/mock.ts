import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { BARE, listContenders, mockContender } from "./mock/contenders.js";
import { installPeers, type Peers } from "./mock/install-peers.js";
import { measureLongRun } from "./mock/measure-long-run.js";
import { measureRates } from "./mock/measure-rates.js";
import { measureStarts } from "./mock/measure-starts.js";
import { measureStreams } from "./mock/measure-streams.js";
import { type Scenario, sampleAnswers } from "./mock/sample-answers.js";
import type { Contender } from "./mock/start-server.js";
import { printTable } from "./print-table.js";

/**
 * The embedded API beside bare node:http, fastify and Prism, all in one run with the same answers: first answer after the
 * start, requests per second, latency, memory; then 1,000 open streams and 200,000 requests. Run it with
 * `npm run bench:mock`, which installs the peers into a temporary folder, or `npm run bench:mock -- <folder>` where they
 * are installed. It takes about six minutes on a machine that does nothing else.
 */
const START_ROUNDS = 11;
const RATE_ROUNDS = 5;
const RATE_SECONDS = 3;
const STREAMS = 1000;
const REQUESTS = 200_000;
const STEPS = 10;

const work = mkdtempSync(join(tmpdir(), "bench-mock-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

async function main(): Promise<void> {
  const peers = installPeers(process.argv[2]);
  const { key, scenarios } = await sampleAnswers();
  const contenders = listContenders(work, peers, key, scenarios);
  say(`node ${process.version}, ${peers.versions.join(", ")}; ${cpus().length} cores, ${describeLoad()}`);
  await reportStarts(contenders);
  await reportRates(contenders, scenarios, peers);
  const { open, memoryMb } = await measureStreams(mockContender(key), STREAMS);
  say(`\n${open} open streams: ${memoryMb.toFixed(0)} MB in memory`);
  await reportLongRuns(key, scenarios, peers);
  say(`\nAt the end: ${describeLoad()}`);
}

async function reportStarts(contenders: readonly Contender[]): Promise<void> {
  const { nodeMs, figures } = await measureStarts(contenders, START_ROUNDS);
  say(`\nFirst answer after the start, ${START_ROUNDS} rounds; node -e 0 takes ${nodeMs.toFixed(0)} ms\n`);
  printTable(
    ["server", "median ms", "best ms", "to node -e 0", "MB then"],
    [...figures].map(([name, { medianMs, bestMs, ratioToNode, memoryMb }]) => [
      name,
      medianMs.toFixed(0),
      bestMs.toFixed(0),
      ratioToNode.toFixed(2),
      memoryMb.toFixed(0),
    ]),
  );
}

async function reportRates(
  contenders: readonly Contender[],
  scenarios: readonly Scenario[],
  peers: Peers,
): Promise<void> {
  const options = { peers, rounds: RATE_ROUNDS, seconds: RATE_SECONDS };
  const { figuresOf, memoryMb } = await measureRates(contenders, scenarios, options);
  for (const scenario of scenarios) {
    const { path, status } = scenario;
    say(`\nGET ${path} answered ${status}, ${RATE_ROUNDS} rounds of ${RATE_SECONDS} s; MB after all rounds\n`);
    printTable(
      ["server", "requests/s", `to ${BARE}`, "p99 ms", "CPU µs each", "MB"],
      contenders.map(({ name }) => {
        const { requestsPerSecond, ratioToBare, p99Ms, cpuMicros } = figuresOf(name, scenario);
        const mb = memoryMb.get(name)?.toFixed(0) ?? "";
        return [name, requestsPerSecond.toFixed(0), ratioToBare.toFixed(2), p99Ms.toFixed(2), cpuMicros.toFixed(1), mb];
      }),
    );
  }
}

async function reportLongRuns(key: string, scenarios: readonly Scenario[], peers: Peers): Promise<void> {
  const log = join(work, "log.har");
  const rows: string[][] = [];
  for (const options of [[], ["--log", log], ["--judge"]]) {
    const contender = mockContender(key, ...options);
    const long = await measureLongRun(contender, scenarios, { peers, requests: REQUESTS, steps: STEPS });
    const memory = long.memoryMb.map((mb) => mb.toFixed(0)).join(" ");
    rows.push([long.name, long.cpuMicros.toFixed(1), long.endMs.toFixed(0), memory]);
  }
  say(`\n${REQUESTS} requests, half of them errors; memory after each ${REQUESTS / STEPS}\n`);
  printTable(["server", "CPU µs each", "ms from SIGTERM to its end", "MB"], rows);
  say(`The log of the newest 10,000: ${(statSync(log).size / 1e6).toFixed(1)} MB`);
}

function describeLoad(): string {
  return `load ${loadavg()
    .map((load) => load.toFixed(2))
    .join(" ")}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
