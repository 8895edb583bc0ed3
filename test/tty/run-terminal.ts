import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { BIN, cleanEnvironment } from "../cli/run-cli.js";

const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;

/** Why these tests are skipped, or false. */
export const skip: string | false = hasScript
  ? false
  : "script (util-linux) is missing, which makes the pseudo-terminal";

/** What a terminal saw, and how the program ended. */
export interface TerminalRun {
  readonly screen: string;
  readonly code: number;
}

/** How to run in a terminal. */
export interface TerminalOptions {
  readonly columns: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Typed once, when the screen so far makes `when` true. */
  readonly keys?: string;
  readonly when?: (screen: string) => boolean;
  /** A shell command to run in the same terminal afterwards, whatever came before. */
  readonly afterwards?: string;
}

/** Runs `sandbox-errors` in a pseudo-terminal of that width. */
export async function runTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalRun> {
  const words = [process.execPath, BIN, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  const { columns, keys, when, afterwards } = options;
  const command =
    afterwards === undefined ? `exec ${words}` : `trap : INT; ${words}; code=$?; ${afterwards}; exit $code`;
  const child = spawn("script", ["-qec", `stty cols ${columns}; ${command}`, "/dev/null"], {
    // Without SHELL, script takes the one of the password file.
    env: { ...cleanEnvironment(), SHELL: "/bin/sh", TERM: "xterm-256color", ...options.env },
    stdio: ["pipe", "pipe", "inherit"],
    timeout: 30_000,
  });
  let screen = "";
  let typed = keys === undefined;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    screen += chunk;
    if (typed || when?.(screen) !== true) return;
    typed = true;
    child.stdin.write(keys ?? "");
  });
  const [code] = await once(child, "close");
  return { screen, code: Number(code) };
}

/** The text of a screen without colours and moves of the cursor. */
export function plainText(screen: string): string {
  return screen.replace(/\u001b\[[?\d;]*[A-Za-z]/g, "").replaceAll("\r\n", "\n");
}
