import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type CliResult, cleanEnvironment } from "../../cli/run-cli.js";
import { type Answerer, startAnswerer } from "./answers.js";
import { breakEnvironment } from "./break-program.js";
import { CANARIES } from "./canaries.js";
import type { BrokenLine, Line, Phase } from "./matrix.js";
import { type Around, spawnAround } from "./spawn-around.js";
import type { Stage } from "./stage.js";
import { openUnreadPipe, type UnreadPipe } from "./unread-pipe.js";

/** How a line is run. */
export interface Run extends Around {
  readonly json: boolean;
  readonly signal?: "SIGINT" | "SIGTERM";
  /** Variables on top; undefined takes one out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How it ended, what it said, and the folder in which it ran. */
export interface LineResult extends CliResult {
  readonly folder: string;
}

/** Nobody listens on the port of `discard`. */
const NOBODY = "http://127.0.0.1:9";

/** Runs a line to its end; a phase is interrupted where it is reached. */
export async function runLine(stage: Stage, line: Line | Phase | BrokenLine, run: Run): Promise<LineResult> {
  const started = await startLine(stage, line, run);
  const { child, folder, seen, server, unread, until } = started;
  const closed = once(child, "close");
  if (until !== undefined) {
    await Promise.race([closed, reachPhase(until, started)]);
    if (run.terminal === true) child.stdin?.write("\u0003");
    else interrupt(child, run.signal ?? "SIGINT");
  }
  const [code, signal] = await closed;
  if (unread !== undefined) seen.stdout = await unread.readAll();
  server?.close();
  // What it leaves behind where it breaks must not outlive the test.
  interrupt(child, "SIGKILL");
  return { code: typeof code === "number" ? code : null, signal: signal ?? null, ...seen, folder };
}

/** A line that runs, and what is around it. */
interface Started {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly seen: { stdout: string; stderr: string };
  readonly server: Answerer | undefined;
  readonly unread: UnreadPipe | undefined;
  readonly until: Phase["until"] | undefined;
}

async function startLine(stage: Stage, line: Line | Phase | BrokenLine, run: Run): Promise<Started> {
  const folder = stage.openFolder();
  const until = findPhase(line);
  const server = line.answer === undefined ? undefined : await startAnswerer(line.answer);
  const unread = until === "printing" ? openUnreadPipe(folder) : undefined;
  const input = line.stdin ?? (line.key === "stdin" ? `${CANARIES.stdin.text}\n` : undefined);
  const isOpen = run.stdin !== "closed" && (input !== undefined || until === "reading" || run.terminal === true);
  const around: Around = { ...run, ...(isOpen ? { stdin: "open" } : {}), ...(unread && { stdout: unread }) };
  const child = spawnAround(writeArgs(line, folder, run.json, until === "listening"), around, {
    cwd: folder,
    env: { ...writeEnvironment(stage, line), SANDBOX_BASE_URL: server?.baseUrl ?? NOBODY, ...run.env },
  });
  child.stdin?.on("error", () => {});
  if (input !== undefined) child.stdin?.end(input);
  return { child, folder, seen: collect(child, run), server, unread, until };
}

function findPhase(line: Line | Phase): Phase["until"] | undefined {
  return "until" in line ? line.until : line.serves === true ? "listening" : undefined;
}

/** As Ctrl-C does: to the program and to what it has started. */
function interrupt({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It is over.
  }
}

function writeArgs(line: Line, folder: string, json: boolean, serves: boolean): string[] {
  const { key } = line;
  if (key === "file") writeFileSync(join(folder, "key.txt"), `${CANARIES.file.text}\n`);
  // Node 20 itself reads --env-file wherever it stands, and ends where there is no such file (nodejs/node#54232).
  if (serves) writeFileSync(join(folder, "env"), "");
  return [
    ...line.args,
    ...(json ? ["--json"] : []),
    ...(key === "flag" ? ["--api-key", CANARIES.flag.text] : []),
    ...(key === "file" ? ["--api-key-file", "key.txt"] : []),
    ...(key === "stdin" ? ["--api-key-stdin"] : []),
    ...(serves ? ["--env-file", "env"] : []),
    ...(line.rest === undefined ? [] : ["--", ...line.rest]),
  ];
}

function writeEnvironment(stage: Stage, line: Line | BrokenLine): Record<string, string> {
  return {
    ...cleanEnvironment(),
    HOME: stage.home,
    // Without SHELL, script takes the one of the password file.
    SHELL: "/bin/sh",
    TERM: "xterm-256color",
    ...(line.key === "credentials" ? {} : { SANDBOX_API_KEY: CANARIES.env.text }),
    ...line.env,
    ...("breaks" in line ? breakEnvironment(stage.preload, line.breaks) : {}),
  };
}

function collect(child: ChildProcess, run: Run): { stdout: string; stderr: string } {
  const seen = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    if (run[name] === "gone") child[name]?.destroy();
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      seen[name] += chunk;
    });
  }
  return seen;
}

/** More than any pipe takes: once all of it is written, most of it was read. */
const LONG_INPUT = "x".repeat(1024 * 1024);

async function reachPhase(until: Phase["until"], { child, folder, server, unread }: Started): Promise<void> {
  if (until === "asked") await server?.asked;
  else if (until === "printing") await unread?.begun;
  else if (until === "reading") await new Promise((resolve) => child.stdin?.write(LONG_INPUT, resolve));
  else if (until === "listening") await poll(() => readFileSync(join(folder, "env"), "utf8") !== "", child);
  else await poll(() => existsSync(join(folder, "running")), child);
}

/** Looks every few ms, as long as the child lives. */
async function poll(isSeen: () => boolean, child: ChildProcess): Promise<void> {
  while (!isSeen() && child.exitCode === null && child.signalCode === null) await pause(5);
}
