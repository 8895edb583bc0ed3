import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a script ended, and what it said. */
export interface ShellRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script that hangs is ended after so many ms, so that its test fails by itself. */
const LONGEST_MS = 60_000;

/** Runs a script from a file with this shell, in this folder, with this environment and nothing else. */
export async function runShell(
  shell: readonly [string, ...string[]],
  script: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ShellRun> {
  const folder = mkdtempSync(join(tmpdir(), "script-"));
  try {
    const path = join(folder, "script.sh");
    writeFileSync(path, script);
    const [command, ...args] = shell;
    const child = spawn(command, [...args, path], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LONGEST_MS,
      killSignal: "SIGKILL",
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    const [code] = await once(child, "close");
    return { code: typeof code === "number" ? code : null, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
