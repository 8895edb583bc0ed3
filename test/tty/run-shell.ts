import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { BIN, cleanEnvironment } from "../cli/run-cli.js";
import { skip } from "./run-terminal.js";

/** Why these tests are skipped, or false. */
export const skipShell: string | false =
  skip !== false || spawnSync("bash", ["--version"]).status === 0 ? skip : "bash is missing";

/** What is typed once what came since the step before matches. */
export interface Step {
  readonly sees: RegExp;
  readonly types: string;
}

/** Types step by step into an interactive bash in a pseudo-terminal of 80 columns; gives what each step had seen, and the rest. */
export async function typeInShell(steps: readonly Step[], env: Readonly<Record<string, string>> = {}) {
  const shell = "stty cols 80; PS1='$ ' exec bash --norc --noprofile --noediting -i";
  const child = spawn("script", ["-qec", shell, "/dev/null"], {
    env: { ...cleanEnvironment(), SHELL: "/bin/sh", TERM: "xterm-256color", NODE: process.execPath, BIN, ...env },
    stdio: ["pipe", "pipe", "inherit"],
    timeout: 20_000,
  });
  const seen: string[] = [];
  let screen = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    screen += chunk;
    const step = steps[seen.length];
    if (step === undefined || !step.sees.test(screen)) return;
    seen.push(screen);
    screen = "";
    child.stdin.write(step.types);
  });
  await once(child, "close");
  return [...seen, screen];
}
