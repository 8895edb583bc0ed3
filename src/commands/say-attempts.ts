import type { Attempt } from "./attempt.js";
import type { Output } from "./output.js";

/** Says with `--verbose` how each attempt went: its request, its outcome, how long it took, and the wait after it. */
export async function sayAttempts(output: Output, attempts: readonly Attempt[]): Promise<void> {
  if (!output.verbose) return;
  for (const { n, request, response, failure, durationMs, waitedMs } of attempts) {
    const outcome = response === null ? (failure?.code ?? failure?.kind ?? "no answer") : String(response.status);
    const waited = waitedMs === 0 ? "" : `, then waited ${waitedMs} ms`;
    await output.say(`Attempt ${n}: ${request.method} ${request.url}: ${outcome} after ${durationMs} ms${waited}.\n`);
  }
}
