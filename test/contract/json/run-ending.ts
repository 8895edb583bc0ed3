import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { BIN, type CliResult, cleanEnvironment } from "../../cli/run-cli.js";

/** What a standard stream of the program leads to: a pipe that is read, one whose reader has gone, nothing, or a full disk. */
export type Sink = "read" | "gone" | "closed" | "full";

/** How to run the program. */
export interface EndingRun {
  readonly stdout?: Sink;
  readonly stderr?: Sink;
  /** On top of a clean environment; undefined takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A run that hangs is killed after so many ms, so that its test fails by itself. */
const LONGEST_MS = 30_000;

/** Runs the command line with its standard streams led elsewhere. What nobody reads is "" in the result. */
export async function runEnding(args: readonly string[], options: EndingRun = {}): Promise<CliResult> {
  const { stdout: out = "read", stderr: err = "read" } = options;
  // A shell closes a stream as users do (`>&-`), which spawn cannot.
  const closing = `exec "$@"${out === "closed" ? " >&-" : ""}${err === "closed" ? " 2>&-" : ""}`;
  const full = out === "full" || err === "full" ? openSync("/dev/full", "w") : undefined;
  const target = (sink: Sink) => (sink === "full" && full !== undefined ? full : "pipe");
  const child = spawn("sh", ["-c", closing, "sh", process.execPath, BIN, ...args], {
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ["ignore", target(out), target(err)],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  if (full !== undefined) closeSync(full);
  const seen = { stdout: "", stderr: "" };
  for (const [name, sink] of [
    ["stdout", out],
    ["stderr", err],
  ] as const) {
    if (sink === "gone") child[name]?.destroy();
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      seen[name] += chunk;
    });
  }
  const [code, signal] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, signal: (signal ?? null) as NodeJS.Signals | null, ...seen };
}
