import { spawn } from "node:child_process";
import { once } from "node:events";
import { median } from "../measure-pairs.js";
import { readMemoryMb } from "./read-process.js";
import { type Contender, startServer } from "./start-server.js";

/** How long a contender takes to its first answer. */
export interface StartFigures {
  readonly medianMs: number;
  readonly bestMs: number;
  /** To a bare `node -e 0` of the same round; the median of the rounds. */
  readonly ratioToNode: number;
  /** In memory after the first answer. */
  readonly memoryMb: number;
}

/** Starts each in turn, A B C D A B C D …, a bare node before each round. The first round warms the disk and is left out. */
export async function measureStarts(
  contenders: readonly Contender[],
  rounds: number,
): Promise<{ readonly nodeMs: number; readonly figures: ReadonlyMap<string, StartFigures> }> {
  const nodes: number[] = [];
  const seen = new Map(
    contenders.map(({ name }) => [name, { ms: [] as number[], ratio: [] as number[], mb: [] as number[] }]),
  );
  for (let round = -1; round < rounds; round += 1) {
    const nodeMs = await timeNode();
    if (round >= 0) nodes.push(nodeMs);
    for (const contender of contenders) {
      const served = await startServer(contender);
      const lists = round < 0 ? undefined : seen.get(contender.name);
      lists?.ms.push(served.firstAnswerMs);
      lists?.ratio.push(served.firstAnswerMs / nodeMs);
      lists?.mb.push(readMemoryMb(served.pid));
      await served.stop();
    }
  }
  const figures = [...seen].map(([name, { ms, ratio, mb }]): [string, StartFigures] => [
    name,
    { medianMs: median(ms), bestMs: Math.min(...ms), ratioToNode: median(ratio), memoryMb: median(mb) },
  ]);
  return { nodeMs: median(nodes), figures: new Map(figures) };
}

async function timeNode(): Promise<number> {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const startedAt = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore", env }), "exit");
  return performance.now() - startedAt;
}
