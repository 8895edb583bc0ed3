import { spawnSync } from "node:child_process";

/** One command as a whole process. */
export interface Contender {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** How two commands compare. Times in ms, as a whole process; the ratio is taken pair by pair. */
export interface Comparison {
  readonly medianMs: readonly [number, number];
  readonly medianRatio: number;
  readonly pairs: number;
}

/**
 * Times two commands in turn, A B A B …, after one warm-up each. The ratio of each pair is taken before the median, so
 * that a machine whose speed drifts does not decide it. Throws where a command fails.
 */
export function measurePairs(a: Contender, b: Contender, pairs: number): Comparison {
  const times: [number, number][] = [];
  for (let i = -1; i < pairs; i += 1) {
    const pair: [number, number] = [timeOnce(a), timeOnce(b)];
    if (i >= 0) times.push(pair);
  }
  return {
    medianMs: [median(times.map(([first]) => first)), median(times.map(([, second]) => second))],
    medianRatio: median(times.map(([first, second]) => first / second)),
    pairs,
  };
}

function timeOnce({ name, program, args, env }: Contender): number {
  // NODE_EXTRA_CA_CERTS alone costs Node 20 about 75 ms a start.
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const from = performance.now();
  const { status, error } = spawnSync(program, args, {
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const took = performance.now() - from;
  if (error !== undefined || status !== 0) throw new Error(`${name} failed: ${error?.message ?? `exit ${status}`}`);
  return took;
}

/** The middle of the values; of an even number, the lower one of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}
