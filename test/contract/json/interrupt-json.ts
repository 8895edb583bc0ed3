import { spawn } from "node:child_process";
import { once } from "node:events";
import { BIN, type CliResult, cleanEnvironment } from "../../cli/run-cli.js";

/** A run that hangs is killed after so many ms, so that its test fails by itself. */
const LONGEST_MS = 30_000;

/** How to run and interrupt the command line. */
export interface InterruptedRun {
  /** The signal is sent once this is fulfilled. */
  readonly when: PromiseLike<unknown>;
  /** SIGINT unless another is named. */
  readonly signal?: "SIGINT" | "SIGTERM";
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line with its standard input open for ever, and ends it by a signal: with `--json` stderr tells no moment. */
export async function interruptCli(args: readonly string[], { when, signal, env }: InterruptedRun): Promise<CliResult> {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...cleanEnvironment(), ...env },
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
  void when.then(() => child.kill(signal ?? "SIGINT"));
  const [code, ended] = await once(child, "close");
  return {
    code: typeof code === "number" ? code : null,
    signal: (ended ?? null) as NodeJS.Signals | null,
    stdout,
    stderr,
  };
}
