import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { BIN } from "../../cli/run-cli.js";

/** What a standard stream leads to: a pipe that is read, one whose reader has gone, nothing, a full disk, a named pipe. */
export type Sink = "read" | "gone" | "closed" | "full" | { readonly path: string };

/** What is around a process beside its environment. */
export interface Around {
  readonly stdout?: Sink;
  readonly stderr?: Sink;
  /** A pipe that stays open, nothing at all; or the end of input, where it is left out. */
  readonly stdin?: "open" | "closed";
  /** Its standard streams are a terminal, 80 columns wide. */
  readonly terminal?: true;
  /** Modes of files hold for root as well. */
  readonly unprivileged?: true;
  /** No file may grow: every write to one fails as on a full disk. */
  readonly noSpace?: true;
}

/** Why something cannot be done here; false where it can. */
export const MISSING = {
  shell: process.platform === "win32" ? "Windows has no sh" : false,
  full: existsSync("/dev/full") ? false : "/dev/full is missing",
  privileges: isRoot() && !runs("setpriv") ? "setpriv (util-linux) is missing, which binds root to modes" : false,
  terminal: runs("script") ? false : "script (util-linux) is missing, which makes the pseudo-terminal",
} as const;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function runs(tool: string): boolean {
  return spawnSync(tool, ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;
}

/** A run that hangs is killed after so many ms, so that its test fails by itself. */
const LONGEST_MS = 30_000;

/** Starts the program with its standard streams led elsewhere, as the leader of a process group without a terminal. */
export function spawnAround(
  args: readonly string[],
  around: Around,
  options: { readonly cwd: string; readonly env: Record<string, string | undefined> },
): ChildProcess {
  const { stdout = "read", stderr = "read", stdin } = around;
  const program = [process.execPath, BIN, ...args];
  const words = around.terminal === true ? inTerminal(program) : inShell(program, around);
  const [first = "", ...rest] = around.unprivileged === true && isRoot() ? [...UNPRIVILEGED, ...words] : words;
  const full = stdout === "full" || stderr === "full" ? openSync("/dev/full", "w") : undefined;
  const target = (sink: Sink) => (sink === "full" && full !== undefined ? full : "pipe");
  const child = spawn(first, rest, {
    ...options,
    stdio: [stdin === "open" ? "pipe" : "ignore", target(stdout), target(stderr)],
    detached: true,
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  if (full !== undefined) closeSync(full);
  return child;
}

const UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];

/** A shell closes a stream as users do (`>&-`), which spawn cannot. */
function inShell(program: readonly string[], { stdout, stderr, stdin, noSpace }: Around): string[] {
  const script = [
    ...(noSpace === true ? ['trap "" XFSZ; ulimit -f 0;'] : []),
    'exec "$@"',
    ...(stdin === "closed" ? ["<&-"] : []),
    ...(stdout === "closed" ? [">&-"] : typeof stdout === "object" ? [`>'${stdout.path}'`] : []),
    ...(stderr === "closed" ? ["2>&-"] : []),
  ].join(" ");
  return ["sh", "-c", script, "sh", ...program];
}

/** What is typed is not echoed: it would stand in the middle of the output. */
function inTerminal(program: readonly string[]): string[] {
  const quoted = program.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return ["script", "-qec", `stty cols 80 -echo; exec ${quoted}`, "/dev/null"];
}
