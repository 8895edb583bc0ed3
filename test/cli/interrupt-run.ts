import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Owner, Scene } from "./interrupt-scenes.js";
import { KEY } from "./raw-answers.js";
import { BIN, type CliResult, cleanEnvironment } from "./run-cli.js";

/** A run that was interrupted, and how long it took from the signal to its end. */
export interface InterruptedRun extends CliResult {
  readonly exitedAfterMs: number;
}

/** How long a run may stay in a phase before the signal, so that it has settled there. */
const SETTLED_MS = 60;
/** A run that hangs is killed after so many ms. */
const LONGEST_MS = 30_000;

/** Runs `request` into the phase and sends it the signal there. */
export async function interruptIn(
  scene: Scene,
  owner: Owner,
  signal: "SIGINT" | "SIGTERM",
  options: readonly string[] = [],
): Promise<InterruptedRun> {
  const stage = await scene.set(owner);
  const args = [BIN, "request", ...(stage.args ?? ["/v1/x"]), ...options];
  const [program = "", ...words] = [...(stage.before ?? []), process.execPath, ...args];
  const child = spawn(program, words, {
    env: { ...cleanEnvironment(), SANDBOX_BASE_URL: stage.baseUrl, SANDBOX_API_KEY: KEY },
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const closed = once(child, "close");
  let exitedAt = 0;
  child.once("exit", () => {
    exitedAt = performance.now();
  });
  // A program that ends before it is in the phase must not hang its test.
  await Promise.race([stage.reached(child.pid ?? 0), closed]);
  await pause(SETTLED_MS);
  const from = performance.now();
  child.kill(signal);
  const [code, ended] = await closed;
  return {
    code: typeof code === "number" ? code : null,
    signal: (ended ?? null) as NodeJS.Signals | null,
    stdout,
    stderr,
    exitedAfterMs: exitedAt - from,
  };
}
