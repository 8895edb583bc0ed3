import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { LoadOrder, LoadResult } from "./load-driver.js";

/** Drives a server with autocannon, in another process. Throws where an answer had another status than `expected`. */
export async function drive(order: LoadOrder, expected: number): Promise<LoadResult> {
  const child = spawn(process.execPath, [join(__dirname, "load-driver.js"), JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const result = JSON.parse(printed) as LoadResult;
  const seen = Object.keys(result.statuses);
  if (result.failures > 0 || seen.some((status) => status !== String(expected)) || result.answers === 0)
    throw new Error(`${order.url} gave other answers than ${expected}: ${printed}`);
  return result;
}
