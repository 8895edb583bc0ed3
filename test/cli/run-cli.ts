import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How to run the command line. */
export interface CliOptions {
  /** On top of PATH, HOME (an empty folder) and TZ=UTC; nothing else is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; without it, standard input is at its end from the start. */
  readonly stdin?: string | Uint8Array;
  /** An empty folder unless one is named. */
  readonly cwd?: string;
  /** Sends `signal` (SIGINT unless another is named) once what stderr said so far makes this true. */
  readonly interruptAfter?: (stderrSoFar: string) => boolean;
  /** Sends it once this resolves. */
  readonly interruptOn?: Promise<void>;
  readonly signal?: NodeJS.Signals;
}

/** How it ended, and what it said. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program; tests run in the package's folder. */
export const BIN = resolve("bin/sandbox-errors.js");

/** A program that hangs is ended after so many ms, so that its test fails by itself. */
const LONGEST_MS = 30_000;

const emptyFolder = mkdtempSync(join(tmpdir(), "cli-"));
process.on("exit", () => rmSync(emptyFolder, { recursive: true, force: true }));

/** The environment that a run starts from. */
export function cleanEnvironment(): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: emptyFolder, TZ: "UTC" };
}

/** Runs `sandbox-errors` with these arguments to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: options.cwd ?? emptyFolder,
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  const stdout: Buffer[] = [];
  let stderr = "";
  let interrupted = false;
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    if (interrupted || options.interruptAfter?.(stderr) !== true) return;
    interrupted = true;
    child.kill(options.signal ?? "SIGINT");
  });
  void options.interruptOn?.then(() => child.kill(options.signal ?? "SIGINT"));
  // A program that does not read its input may end before all of it is written.
  child.stdin.on("error", () => {});
  child.stdin.end(options.stdin ?? "");
  const [code, signal] = await once(child, "close");
  return {
    code: typeof code === "number" ? code : null,
    signal: (signal ?? null) as NodeJS.Signals | null,
    stdout: Buffer.concat(stdout).toString("utf8"),
    stderr,
  };
}
