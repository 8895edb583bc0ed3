import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How to run the command line in a child process. */
export interface RunCliOptions {
  /** Added to an environment that holds nothing but PATH and HOME, an empty folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a pipe at standard input holds; without it standard input is empty. */
  readonly stdin?: string | Uint8Array;
  /** Without it the empty folder that is HOME. */
  readonly cwd?: string;
  /** When to send a signal: so many ms after the start, or once this is fulfilled. */
  readonly interruptAfter?: number | PromiseLike<unknown>;
  /** The signal of `interruptAfter`; SIGINT unless another is named. */
  readonly interruptBy?: "SIGINT" | "SIGTERM";
}

/** How a run of the command line ended, and what it wrote. */
export interface CliRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The tests run from the package's root, wherever they were compiled to. */
const BIN = resolve("bin/sandbox-errors.js");
/** A run that takes longer hangs: it is killed, and `signal` is SIGKILL. Ms. */
const LONGEST_MS = 30_000;

/** Runs `sandbox-errors` as users do, in a process of its own with a clean environment. Needs a built `dist`. */
export async function runCli(args: readonly string[], options: RunCliOptions = {}): Promise<CliRun> {
  const home = mkdtempSync(join(tmpdir(), "sandbox-errors-home-"));
  try {
    return await runIn(home, args, options);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function runIn(home: string, args: readonly string[], options: RunCliOptions): Promise<CliRun> {
  return new Promise((resolveRun, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: options.cwd ?? home,
      env: { PATH: process.env["PATH"] ?? "", HOME: home, ...options.env },
      timeout: LONGEST_MS,
      killSignal: "SIGKILL",
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    // A child that ends without reading closes the pipe.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.stdin ?? "");
    const interrupt = (): void => {
      child.kill(options.interruptBy ?? "SIGINT");
    };
    const { interruptAfter } = options;
    const timer = typeof interruptAfter === "number" ? setTimeout(interrupt, interruptAfter) : undefined;
    if (typeof interruptAfter === "object") void interruptAfter.then(interrupt);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolveRun({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      });
    });
  });
}
