import { spawn } from "node:child_process";
import { constants } from "node:os";
import { isatty } from "node:tty";
import type { ChildEnding, ChildOrder } from "./host.js";

/** Runs a command with our standard streams and waits for its end. Never rejects. */
export async function runChild(order: ChildOrder): Promise<ChildEnding> {
  try {
    return { kind: "ended", code: await waitForEnd(order) };
  } catch (error) {
    return { kind: "not_started", why: error instanceof Error ? error.message : String(error) };
  }
}

/** Its exit code. Rejects where it cannot start: a missing program is an event, a path through a file is thrown. */
function waitForEnd({ command, env, stdoutTo, signal }: ChildOrder): Promise<number> {
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["inherit", stdoutTo === "stdout" ? "inherit" : 2, "inherit"],
      env: { ...env },
    });
    const pass = (): void => {
      // On a terminal Ctrl-C reaches the child by itself; a second SIGINT would look like impatience.
      if (signal.reason === "SIGTERM") child.kill("SIGTERM");
      else if (!isOnTerminal()) child.kill("SIGINT");
    };
    signal.addEventListener("abort", pass, { once: true });
    child.once("error", reject);
    child.once("close", (code, ended) => {
      signal.removeEventListener("abort", pass);
      resolve(code ?? 128 + (ended === null ? 0 : constants.signals[ended]));
    });
  });
}

function isOnTerminal(): boolean {
  return [0, 1, 2].some((fd) => isatty(fd));
}
