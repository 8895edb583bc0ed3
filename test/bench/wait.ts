import { spawn } from "node:child_process";
import { once } from "node:events";
import { cleanEnvironment } from "../cli/run-cli.js";
import { GOOD_BODY, REFUSAL_MARK, startLimiter, WAIT_PLACES, type WaitPlace } from "./limiter.js";
import { printTable } from "./print-table.js";
import { WAIT_CLIENTS, type WaitClient } from "./wait-clients.js";

/**
 * How clients wait, side by side: each as a process of its own against one limiter that wants a wait of 2 s and says so
 * only in the body, only in the header, in both or nowhere. Run it with `npm run bench:wait`; it takes four minutes.
 */
const WAIT_MS = 2000;
const ROUNDS = 3;
/** A client that does not end is killed after so many ms. */
const LONGEST_MS = 60_000;

interface Round {
  readonly requests: number;
  /** How long before the end of the wait the first repetition came; 0 where none came early. */
  readonly earlyMs: number;
  /** How long after the end of the wait the first request came that was accepted; null where none was. */
  readonly overshootMs: number | null;
  readonly ended: string;
  readonly held: string;
}

async function play(client: WaitClient, place: WaitPlace): Promise<Round> {
  const limiter = await startLimiter(place, WAIT_MS);
  const child = spawn(client.program, client.args(limiter.url), {
    env: { ...cleanEnvironment(), ...client.env(limiter.url) },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: LONGEST_MS,
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  const [code, signal] = await once(child, "close");
  limiter.close();
  const { requestsAt } = limiter;
  const end = limiter.allowedAt() ?? Number.NaN;
  const second = requestsAt[1];
  const accepted = requestsAt.find((at) => at >= end);
  return {
    requests: requestsAt.length,
    earlyMs: second === undefined ? 0 : Math.max(0, end - second),
    overshootMs: accepted === undefined ? null : accepted - end,
    ended: String(code ?? signal),
    held: describe(stdout),
  };
}

function describe(stdout: string): string {
  const refusals = stdout.split(REFUSAL_MARK).length - 1;
  const parts = [
    ...(refusals > 0 ? [`${refusals} × the error's body`] : []),
    ...(stdout.includes(GOOD_BODY) ? ["the answer"] : []),
  ];
  return parts.length === 0 ? "nothing" : parts.join(" and ");
}

function toRow(client: WaitClient, place: WaitPlace, rounds: readonly Round[]): string[] {
  const span = (values: readonly number[]): string => {
    const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0));
    return low === high ? (low ?? "") : `${low} to ${high}`;
  };
  const overshoots = rounds.flatMap(({ overshootMs }) => (overshootMs === null ? [] : [overshootMs]));
  return [
    client.name,
    place,
    span(rounds.map(({ requests }) => requests)),
    span(rounds.map(({ earlyMs }) => earlyMs)),
    overshoots.length === 0 ? "never came" : span(overshoots),
    [...new Set(rounds.map(({ ended }) => ended))].join(", "),
    [...new Set(rounds.map(({ held }) => held))].join("; "),
  ];
}

async function main(): Promise<void> {
  const rows: string[][] = [];
  for (const client of WAIT_CLIENTS) {
    for (const place of WAIT_PLACES) {
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await play(client, place));
      rows.push(toRow(client, place, rounds));
    }
  }
  process.stdout.write(`A wait of ${WAIT_MS} ms; ${ROUNDS} rounds each, lowest to highest.\n\n`);
  printTable(["client", "wait in", "requests", "early by ms", "overshoot ms", "exit", "stdout held"], rows);
}

void main();
