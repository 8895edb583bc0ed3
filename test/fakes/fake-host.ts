import { Buffer } from "node:buffer";
import { type Files, type Host, InputTooLarge, type LiveLine, type OutputStream } from "../../src/host/host.js";

/** What a fake host is made of; every member has a default: nothing on a terminal, nothing set, 2026-01-01T00:00:00Z. */
export interface FakeHostOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
  readonly stdinIsTTY?: boolean;
  /** Someone else reads it, or the program runs in the background: Enter is not heard. */
  readonly stdinInUse?: boolean;
  readonly stdoutIsTTY?: boolean;
  readonly stderrIsTTY?: boolean;
  readonly columns?: number;
  /** The reader of stdout has gone: `write` resolves to false. */
  readonly stdoutClosed?: boolean;
  readonly homeFolder?: string;
  /** Content of files by the path as it will be asked for. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** The wall clock at the start, ms since 1970. */
  readonly now?: number;
  /** Numbers that `random` gives, over and over. Default 0.5. */
  readonly random?: readonly number[];
  /** Ms after the start at which Enter is pressed. */
  readonly pressEnterAt?: number | readonly number[];
  /** Ms after the start at which Ctrl-C is pressed. */
  readonly interruptAt?: number;
  readonly interruptBy?: "SIGINT" | "SIGTERM";
  /** Ms after the start at which the wall clock leaps, and by how many ms; the monotonic clock does not. */
  readonly wallLeaps?: readonly { readonly atMs: number; readonly byMs: number }[];
  readonly platform?: string;
  readonly nodeVersion?: string;
}

/** An output that keeps what was written. */
export interface FakeOutput extends OutputStream {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A host of which everything is known and nothing is real. */
export interface FakeHost extends Host {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  /** Every text that a live line showed, in order. */
  readonly liveLines: readonly string[];
  /** Whether a live line is to be seen now. */
  readonly liveLineShown: boolean;
  /** Whether someone listens to the Enter key now. */
  readonly enterHeard: boolean;
  /** Every sleep that was asked for, in ms. */
  readonly sleeps: readonly number[];
  /** What files hold now, by path. */
  readonly fileContents: ReadonlyMap<string, Uint8Array>;
  /** Presses Ctrl-C now. */
  interrupt(by?: "SIGINT" | "SIGTERM"): void;
}

/** Makes a host for tests. Its clock stands still, but that `sleep` moves it on at once, events on the way included. */
export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  const stdout = createOutput(options.stdoutIsTTY ?? false, options.columns, options.stdoutClosed ?? false);
  const stderr = createOutput(options.stderrIsTTY ?? false, options.columns, false);
  const interrupted = new AbortController();
  const enter = new Set<() => void>();
  const liveLines: string[] = [];
  let lineShown = false;
  let drawn = 0;
  const random = options.random ?? [0.5];
  const env = options.env ?? {};
  const { files, contents } = createFiles(options);
  const interrupt = (by = options.interruptBy ?? "SIGINT") => interrupted.abort(by);
  const line: LiveLine = {
    show(text) {
      lineShown = true;
      liveLines.push(text);
    },
    clear() {
      lineShown = false;
    },
  };
  return {
    args: options.args ?? [],
    env,
    stdin: {
      isTTY: options.stdinIsTTY ?? false,
      async readAll(maxBytes) {
        return bounded(toBytes(options.stdin ?? ""), maxBytes);
      },
    },
    stdout,
    stderr,
    files,
    ...createClock(
      options,
      () => interrupt(),
      () => {
        for (const callback of [...enter]) callback();
      },
    ),
    signals: { interrupted: interrupted.signal, crashed: new AbortController().signal },
    random: () => random[drawn++ % random.length] ?? 0.5,
    async openLiveLine() {
      return stderr.isTTY && env["TERM"] !== "dumb" ? line : null;
    },
    onEnter(callback, signal) {
      if (options.stdinIsTTY !== true || options.stdinInUse === true || signal.aborted) return false;
      enter.add(callback);
      signal.addEventListener("abort", () => enter.delete(callback), { once: true });
      return true;
    },
    async runChild({ command }) {
      return { kind: "not_started", why: `a fake host runs no ${command[0]}` };
    },
    platform: options.platform ?? "linux",
    architecture: "x64",
    nodeVersion: options.nodeVersion ?? "20.18.1",
    liveLines,
    get liveLineShown() {
      return lineShown;
    },
    get enterHeard() {
      return enter.size > 0;
    },
    fileContents: contents,
    interrupt,
  };
}

function createOutput(isTTY: boolean, columns: number | undefined, closed: boolean): FakeOutput {
  const chunks: Uint8Array[] = [];
  return {
    isTTY,
    columns: () => (isTTY ? (columns ?? 80) : undefined),
    async write(chunk) {
      if (!closed) chunks.push(Uint8Array.from(toBytes(chunk)));
      return !closed;
    },
    get bytes() {
      return Buffer.concat(chunks);
    },
    get text() {
      return Buffer.concat(chunks).toString("utf8");
    },
  };
}

function createFiles(options: FakeHostOptions): { files: Files; contents: Map<string, Uint8Array> } {
  const contents = new Map(Object.entries(options.files ?? {}).map(([path, content]) => [path, toBytes(content)]));
  const files: Files = {
    homeFolder: options.homeFolder,
    isFile: async (path) => contents.has(path),
    async read(path, maxBytes) {
      const found = contents.get(path);
      if (found !== undefined) return bounded(found, maxBytes);
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: "ENOENT" });
    },
    mode: async (path) => (contents.has(path) ? 0o600 : undefined),
    size: async (path) => contents.get(path)?.length,
    async *readPieces(path, bytes) {
      yield (contents.get(path) ?? new Uint8Array()).subarray(0, bytes);
    },
    checkWritable: async () => undefined,
    async write(path, content) {
      contents.set(path, toBytes(content));
    },
  };
  return { files, contents };
}

function createClock(options: FakeHostOptions, onInterrupt: () => void, onEnter: () => void) {
  let elapsedMs = 0;
  let leaptMs = 0;
  const sleeps: number[] = [];
  const presses = [options.pressEnterAt ?? []].flat();
  const events = [
    ...presses.map((atMs) => ({ atMs, happen: onEnter })),
    ...(options.interruptAt === undefined ? [] : [{ atMs: options.interruptAt, happen: onInterrupt }]),
    ...(options.wallLeaps ?? []).map(({ atMs, byMs }) => ({
      atMs,
      happen: () => {
        leaptMs += byMs;
      },
    })),
  ].sort((a, b) => a.atMs - b.atMs);
  const clock = {
    now: () => (options.now ?? Date.UTC(2026, 0, 1)) + elapsedMs + leaptMs,
    monotonic: () => elapsedMs,
    async sleep(ms: number, signal?: AbortSignal) {
      sleeps.push(ms);
      const end = elapsedMs + Math.max(0, ms);
      for (let next = events[0]; next !== undefined && next.atMs <= end; next = events[0]) {
        if (signal?.aborted === true) return;
        events.shift();
        elapsedMs = Math.max(elapsedMs, next.atMs);
        next.happen();
      }
      if (signal?.aborted !== true) elapsedMs = Math.max(elapsedMs, end);
    },
  };
  return { clock, sleeps };
}

function bounded(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length > maxBytes) throw new InputTooLarge(maxBytes);
  return bytes;
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content) : content;
}
