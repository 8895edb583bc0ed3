/** A stream of the process that text or bytes are written to. */
export interface OutputStream {
  readonly isTTY: boolean;
  /** Width in columns now; undefined where it is no terminal. */
  columns(): number | undefined;
  /** Resolves once the chunk was taken; false where the reader has closed the stream. Writes everything, in order. */
  write(chunk: string | Uint8Array): Promise<boolean>;
}

/** Standard input. */
export interface InputStream {
  readonly isTTY: boolean;
  /** Reads to the end, up to `maxBytes`; rejects with InputTooLarge beyond. */
  readAll(maxBytes: number): Promise<Uint8Array>;
}

/** Files, by path relative to the working directory. Errors are Node's own (`code` is ENOENT, EACCES, …). */
export interface Files {
  readonly homeFolder: string | undefined;
  /** True where the path names an existing file (not a folder). */
  isFile(path: string): Promise<boolean>;
  /** Reads a whole file; rejects with InputTooLarge where it is longer than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** The size of a plain file in bytes; undefined for whatever else the path names, and where it names nothing. */
  size(path: string): Promise<number | undefined>;
  /** The permission bits of a plain file; undefined for whatever else the path names, and where it names nothing. */
  mode(path: string): Promise<number | undefined>;
  /** The first `bytes` bytes of a file, piece by piece; rejects with Node's own error. */
  readPieces(path: string, bytes: number): AsyncIterable<Uint8Array>;
  /** Resolves where a file could be written to this path now; rejects with Node's error where it could not. */
  checkWritable(path: string): Promise<void>;
  /** Writes a file whole or not at all: to a neighbour first, then renamed. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** Time. `now` is what the wall clock says (ms since 1970); `monotonic` never goes back (ms). */
export interface Clock {
  now(): number;
  monotonic(): number;
  /** Resolves after `ms`, in steps that no timer overflows; resolves at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Ctrl-C, SIGTERM, and errors that nobody caught: what ends a command before its time. */
export interface Signals {
  /** Aborts at the first of them, so that everything can be put away; `reason` is "SIGINT", or "SIGTERM" for the others. */
  readonly interrupted: AbortSignal;
  /** Aborts before that where it is an error that nobody caught (in a callback, say); `reason` is what was thrown. */
  readonly crashed: AbortSignal;
}

/** One line of the terminal that is rewritten in place. Only where stderr is a terminal that can. */
export interface LiveLine {
  /** Shows the text, cut to the width of the terminal. */
  show(text: string): void;
  /** Removes the line. Safe to call twice. */
  clear(): void;
}

/** A command to run until its end. */
export interface ChildOrder {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutTo: "stdout" | "stderr";
  /** When it aborts with a signal's name, the child gets that signal. */
  readonly signal: AbortSignal;
}

/** How a child ended: its exit code, 128 plus the number of the signal that ended it, or why it never started. */
export type ChildEnding =
  | { readonly kind: "ended"; readonly code: number }
  | { readonly kind: "not_started"; readonly why: string };

/** What the outside world provides. Only one file makes the real one. */
export interface Host {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly files: Files;
  readonly clock: Clock;
  readonly signals: Signals;
  /** A number in [0, 1). */
  random(): number;
  /** Opens a line on stderr that is rewritten in place; null where stderr is no terminal that can. */
  openLiveLine(): Promise<LiveLine | null>;
  /**
   * Calls back on each Enter until `signal` aborts; restores the terminal. Does nothing, and returns false, where stdin is
   * no terminal or is in use.
   */
  onEnter(callback: () => void, signal: AbortSignal): boolean;
  /** Runs a command with our standard streams and waits for its end. Never rejects. */
  runChild(order: ChildOrder): Promise<ChildEnding>;
  /** As Node names it, such as `linux`. */
  readonly platform: string;
  /** As Node names it, such as `x64`. */
  readonly architecture: string;
  /** Without a `v` before it. */
  readonly nodeVersion: string;
}

/** Input was longer than the bound. */
export class InputTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.name = "InputTooLarge";
  }
}
