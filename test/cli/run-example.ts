import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { BIN } from "./run-cli.js";

/** The shells in which an example can stand, and how each takes a line. */
const SHELLS = {
  bash: { program: "bash", flags: ["--noprofile", "--norc", "-c"], howToGet: "apt-get install bash" },
  zsh: { program: "zsh", flags: ["-f", "-c"], howToGet: "apt-get install zsh" },
  fish: { program: "fish", flags: ["--no-config", "-c"], howToGet: "apt-get install fish" },
  powershell: {
    program: "pwsh",
    flags: ["-NoProfile", "-NonInteractive", "-Command"],
    howToGet: "it is no package of Debian",
  },
} as const;

export type ExampleShell = keyof typeof SHELLS;

/** Why lines of a shell cannot run here; false where they can. */
export function whyNoShell(shell: ExampleShell): string | false {
  const { program, howToGet } = SHELLS[shell];
  return spawnSync(program, ["--version"]).error === undefined ? false : `${program} is not installed: ${howToGet}`;
}

/** Where an example runs. */
export interface ExampleOrder {
  readonly shell: ExampleShell;
  readonly line: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called once it serves, with what it said so far; when that resolves, Ctrl-C is pressed. */
  readonly meanwhile?: (said: string) => Promise<void>;
}

/** How it ended, and what it said. */
export interface ExampleRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An example that hangs is ended after so many ms. */
const LONGEST_MS = 60_000;

/** A folder that is home too, with these files, and a PATH on which the built program is `sandbox-errors`. */
export function makeExampleFolder(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
} {
  const top = mkdtempSync(join(tmpdir(), "example-"));
  const [bin, folder] = [join(top, "bin"), join(top, "home")];
  mkdirSync(bin);
  // As npm links it; and the node under test before any other.
  symlinkSync(BIN, join(bin, "sandbox-errors"));
  symlinkSync(process.execPath, join(bin, "node"));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const env = {
    PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
    HOME: folder,
    TZ: "UTC",
    LC_ALL: "C.UTF-8",
    // Else npm looks for news of itself in the registry.
    npm_config_update_notifier: "false",
  };
  return { folder, env, remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** Runs a line in its shell, as it stands. */
export async function runExample({ shell, line, folder, env, meanwhile }: ExampleOrder): Promise<ExampleRun> {
  const { program, flags } = SHELLS[shell];
  const child = spawn(program, [...flags, line], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C goes to all that runs in the terminal, not to the shell alone.
    detached: true,
  });
  const press = (signal: NodeJS.Signals) => child.pid !== undefined && process.kill(-child.pid, signal);
  const deadline = setTimeout(press, LONGEST_MS, "SIGKILL");
  let [stdout, stderr, waits] = ["", "", meanwhile !== undefined];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    if (!waits || !stderr.includes("Ctrl-C")) return;
    waits = false;
    void meanwhile?.(stdout).finally(() => press("SIGINT"));
  });
  const [code] = await once(child, "close");
  clearTimeout(deadline);
  return { code: typeof code === "number" ? code : null, stdout, stderr };
}
