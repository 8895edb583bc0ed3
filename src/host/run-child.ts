import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { ChildEnding, ChildOrder } from "./host.js";

/** Runs a command with our standard streams and waits for its end. Never rejects. */
export function runChild({ command, env, stdoutTo, signal }: ChildOrder): Promise<ChildEnding> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ["inherit", stdoutTo === "stdout" ? "inherit" : 2, "inherit"],
      env: { ...env },
    });
    const pass = (): void => {
      // On a terminal Ctrl-C reaches the child by itself; a second SIGINT would look like impatience.
      if (signal.reason === "SIGTERM") child.kill("SIGTERM");
    };
    signal.addEventListener("abort", pass, { once: true });
    child.once("error", (error) => resolve({ kind: "not_started", why: error.message }));
    child.once("close", (code, ended) => {
      signal.removeEventListener("abort", pass);
      resolve({ kind: "ended", code: code ?? 128 + (ended === null ? 0 : constants.signals[ended]) });
    });
  });
}
