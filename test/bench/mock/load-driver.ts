import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * A program of its own, so that the load takes nothing from who measures: `node load-driver.js <order as JSON>` drives one
 * URL with autocannon and prints what came of it as JSON.
 */

/** What to send, and for how long. */
export interface LoadOrder {
  /** Where autocannon is installed. */
  readonly folder: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** One of the two: so many seconds, or so many requests. */
  readonly seconds?: number;
  readonly requests?: number;
}

/** What came of it. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** 99 of 100 answers came within so many ms. */
  readonly p99Ms: number;
  readonly answers: number;
  /** Every status that came, and how often. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections that failed or were not answered in time. */
  readonly failures: number;
}

interface Instance {
  on(event: "response", listener: (client: unknown, status: number, bytes: number, ms: number) => void): void;
}
type Autocannon = (
  options: object,
  done: (error: Error | null, result: { errors: number; duration: number }) => void,
) => Instance;

function drive({ folder, url, headers, connections, seconds, requests }: LoadOrder): void {
  const autocannon = createRequire(join(folder, "from-here.js"))("autocannon") as Autocannon;
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const limit = requests === undefined ? { duration: seconds } : { amount: requests };
  const instance = autocannon({ url, headers, connections, ...limit }, (error, result) => {
    if (error !== null && error !== undefined) throw error;
    times.sort((a, b) => a - b);
    const told: LoadResult = {
      requestsPerSecond: times.length / result.duration,
      p99Ms: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN,
      answers: times.length,
      statuses,
      failures: result.errors,
    };
    process.stdout.write(JSON.stringify(told));
  });
  // Its own percentiles are of whole ms, and of good answers only.
  instance.on("response", (_, status, __, ms) => {
    times.push(ms);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
}

const order = process.argv[2];
if (require.main === module && order !== undefined) drive(JSON.parse(order) as LoadOrder);
