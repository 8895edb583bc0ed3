import { drive } from "./drive.js";
import type { Peers } from "./install-peers.js";
import { readCpuMs, readMemoryMb } from "./read-process.js";
import type { Scenario } from "./sample-answers.js";
import { type Contender, startServer } from "./start-server.js";

/** What a long run leaves behind, and what its end costs. */
export interface LongRunFigures {
  readonly name: string;
  /** In memory after each step. */
  readonly memoryMb: readonly number[];
  /** Processor time of the server for one answer, in µs. */
  readonly cpuMicros: number;
  /** From SIGTERM to the end of the process: there the log is written, and the judge judges. */
  readonly endMs: number;
}

/** Sends so many requests in so many steps, good ones and errors in turn. */
export async function measureLongRun(
  contender: Contender,
  scenarios: readonly Scenario[],
  { peers, requests, steps }: { readonly peers: Peers; readonly requests: number; readonly steps: number },
): Promise<LongRunFigures> {
  const served = await startServer(contender);
  try {
    const memoryMb: number[] = [];
    const before = readCpuMs(served.pid);
    for (let step = 0; step < steps; step += 1) {
      for (const { path, status } of scenarios) {
        const order = {
          folder: peers.folder,
          url: served.url + path,
          headers: contender.headers ?? {},
          connections: 20,
        };
        await drive({ ...order, requests: requests / steps / scenarios.length }, status);
      }
      memoryMb.push(readMemoryMb(served.pid));
    }
    const cpuMicros = ((readCpuMs(served.pid) - before) * 1000) / requests;
    const endsAt = performance.now();
    await served.stop();
    return { name: contender.name, memoryMb, cpuMicros, endMs: performance.now() - endsAt };
  } finally {
    await served.stop();
  }
}
