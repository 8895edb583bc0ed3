import { fstatSync } from "node:fs";
import { isatty } from "node:tty";
import { createClock } from "./clock.js";
import { readEnterKey } from "./enter-key.js";
import { createFiles } from "./files.js";
import { keepToForeground } from "./foreground-line.js";
import type { Host } from "./host.js";
import { createInputStream } from "./input-stream.js";
import { isInForeground } from "./is-in-foreground.js";
import { openLiveLine, type RealLiveLine } from "./live-line.js";
import { createOutputStream, type FlushableStream } from "./output-stream.js";
import { createSignals } from "./signals.js";

/** How long what is left of a finished command may go on (sockets being closed) before it is cut off. */
const GRACE_MS = 100;

const interrupt = new AbortController();
const stdout = createOutput("stdout", () => process.stdout);
const stderr = createOutput("stderr", () => process.stderr);

/**
 * The real outside world. Made once, by `bin`; from then on SIGINT, SIGTERM and an error that nobody caught abort instead
 * of ending the program.
 */
export function createRealHost(): Host {
  const clock = createClock();
  const signals = createSignals({
    on: (name, listener) => process.on(name, listener),
    off: (name, listener) => process.off(name, listener),
    raise: (name) => process.kill(process.pid, name),
    onCrash: (listener) => process.on("uncaughtException", listener),
    monotonic: clock.monotonic,
  });
  signals.interrupted.addEventListener("abort", () => interrupt.abort(), { once: true });
  return {
    args: process.argv.slice(2),
    env: process.env,
    stdout,
    stderr,
    files: createFiles(),
    clock,
    signals,
    random: Math.random,
    runChild: async (order) => (await import("./run-child.js")).runChild(order),
    platform: process.platform,
    architecture: process.arch,
    nodeVersion: process.versions.node,
    ...createTerminal(signals.interrupted),
  };
}

/** Node's exit waits for the look-up of a name (measured: 9.5 s); only a signal does not. */
const LOOKS_UP: ReadonlySet<string> = new Set(["GetAddrInfoReqWrap"]);
/** It waits for files too. Most are done within the grace, but the opening of a pipe that nobody writes to never is. */
const DELAYS_EXIT: ReadonlySet<string> = new Set([...LOOKS_UP, "FSReqPromise", "FSReqCallback"]);

/** What a shell makes of a program that a signal ended is the exit code that the program itself would give. */
const SIGNAL_OF_CODE: Readonly<Record<number, NodeJS.Signals>> = { 130: "SIGINT", 143: "SIGTERM" };

/**
 * Ends the program with this exit code once everything written has left. Whatever still keeps it alive after that and a
 * short grace (a connection attempt that cannot be cancelled) is cut off.
 */
export async function finish(code: number): Promise<void> {
  process.exitCode = code;
  await Promise.all([stdout.flush(), stderr.flush()]);
  const signal = SIGNAL_OF_CODE[code];
  if (signal !== undefined) endBySignal(signal, LOOKS_UP);
  // Unreferenced: where nothing else is left, the program ends by itself, and this never runs.
  setTimeout(() => {
    if (signal !== undefined) endBySignal(signal, DELAYS_EXIT);
    process.exit();
  }, GRACE_MS).unref();
}

/** Ends the program by the signal where one of these is under way. */
function endBySignal(signal: NodeJS.Signals, delays: ReadonlySet<string>): void {
  if (!process.getActiveResourcesInfo().some((name) => delays.has(name))) return;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function createTerminal(interrupted: AbortSignal): Pick<Host, "stdin" | "openLiveLine" | "onEnter"> {
  let stdinTaken = false;
  let hearsEnter = false;
  let line: RealLiveLine | undefined;
  const stdin = createInputStream({
    isTTY: isatty(0),
    interrupted,
    open: () => {
      stdinTaken = true;
      return process.stdin;
    },
  });
  return {
    stdin,
    async openLiveLine() {
      // A line of a background job would be drawn over what the user is typing.
      if (!stderr.isTTY || process.env["TERM"] === "dumb" || !isInForeground()) return null;
      // Opens the stream, with its listener for errors, which ora does not have.
      stderr.columns();
      line = await hushWarnings(() => openLiveLine(process.stderr));
      return keepToForeground(line, {
        suspendSource: {
          on: (name, listener) => process.on(name, listener),
          off: (name, listener) => process.off(name, listener),
          raise: (name) => process.kill(process.pid, name),
        },
        isInForeground,
        // Reading what is typed for the shell would stop us (SIGTTIN).
        onLeave: () => hearsEnter && process.stdin.pause(),
        onReturn: () => hearsEnter && process.stdin.resume(),
      });
    },
    onEnter(callback, signal) {
      if (!stdin.isTTY || stdinTaken || signal.aborted || !isInForeground()) return false;
      stdinTaken = true;
      hearsEnter = true;
      signal.addEventListener(
        "abort",
        () => {
          stdinTaken = false;
          hearsEnter = false;
        },
        { once: true },
      );
      const press = (lineBreaks: number) => {
        line?.takeBackEcho(lineBreaks);
        callback();
      };
      readEnterKey(process.stdin, press, signal);
      return true;
    },
  };
}

/** Loads without Node's warnings: before 20.19 it tells users that JSON modules, of which ora imports one, are new. */
async function hushWarnings<T>(load: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function createOutput(name: "stdout" | "stderr", open: () => NodeJS.WriteStream & { fd: number }): FlushableStream {
  const fd = name === "stdout" ? 1 : 2;
  const isTTY = isatty(fd);
  return createOutputStream({ name, isTTY, isFile: !isTTY && isFileOrDevice(fd), open, interrupted: interrupt.signal });
}

function isFileOrDevice(fd: number): boolean {
  try {
    // As bigint: after a plain one of a pipe, Node before 24 follows no symbolic link when it loads a module, and so finds
    // no packages of packages where they are linked (pnpm, npm link): realpathSync reads what fstatSync left behind.
    const found = fstatSync(fd, { bigint: true });
    return !found.isFIFO() && !found.isSocket();
  } catch {
    return false;
  }
}
