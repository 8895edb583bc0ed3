import type { OutputStream } from "./host.js";
import { readErrorCode } from "./read-error-code.js";
import { writeFileDescriptor } from "./write-file-descriptor.js";

/** Output could not be written, though its reader is still there: a full disk (`ENOSPC`), an I/O error. */
export class WriteFailed extends Error {
  constructor(
    readonly stream: "stdout" | "stderr",
    /** The system's name for it, or "" where it gave none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "WriteFailed";
  }
}

/** Writing was given up because of Ctrl-C or SIGTERM: the reader is there, but does not read. */
export class WriteInterrupted extends Error {
  constructor() {
    super("interrupted while writing");
    this.name = "WriteInterrupted";
  }
}

/** A stream that knows when all of it has left. */
export interface FlushableStream extends OutputStream {
  /** Resolves once everything written so far is gone, or can never go. */
  flush(): Promise<void>;
}

/** A writable stream as Node makes it for stdout and stderr. */
export interface NodeOutput {
  readonly fd: number;
  readonly columns?: number;
  write(chunk: string | Uint8Array, callback: (error?: Error | null) => void): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** What a stream is made of. `open` is called at the first use, because opening costs time. */
export interface OutputParts {
  readonly name: "stdout" | "stderr";
  readonly isTTY: boolean;
  /** True for a file or device, whose short writes Node drops silently; false for a pipe, socket or terminal. */
  readonly isFile: boolean;
  readonly open: () => NodeOutput;
  readonly interrupted: AbortSignal;
}

/** How long a reader may take after Ctrl-C, in ms: one that is alive takes what is left in a fraction of that. */
const PATIENCE_MS = 500;

/** These say that nobody reads any more. */
const CLOSED = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END", "EOF"]);

/**
 * Writes in order and whole. `write` resolves to false once the reader has gone (a quiet end), and rejects with
 * WriteInterrupted where it does not read after Ctrl-C, with WriteFailed for any other error.
 */
export function createOutputStream(parts: OutputParts): FlushableStream {
  let opened: NodeOutput | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  const stream = () => {
    if (opened === undefined) {
      opened = parts.open();
      // Each error also reaches the write that met it; unheard here, it would end the program.
      opened.on("error", () => {});
    }
    return opened;
  };
  const write = async (chunk: string | Uint8Array): Promise<boolean> => {
    if (closed) return false;
    if (chunk.length === 0) return true;
    try {
      closed = !(await writeChunk(parts, stream(), chunk));
    } catch (error) {
      closed = error instanceof WriteInterrupted;
      throw error;
    }
    return !closed;
  };
  return {
    isTTY: parts.isTTY,
    // A pseudo-terminal nobody sized says 0.
    columns: () => (parts.isTTY ? stream().columns || undefined : undefined),
    write(chunk) {
      const written = last.then(() => write(chunk));
      last = written.catch(() => {});
      return written;
    },
    async flush() {
      await last;
      // What others wrote to the stream directly (the live line) leaves before an empty chunk does.
      if (opened !== undefined && !parts.isFile && !closed)
        await writeThrough(opened, "", parts.interrupted).catch(() => {});
    },
  };
}

/** False where nobody reads any more; rejects with WriteInterrupted or WriteFailed. */
async function writeChunk(parts: OutputParts, stream: NodeOutput, chunk: string | Uint8Array): Promise<boolean> {
  try {
    if (parts.isFile) await writeFileDescriptor(stream.fd, chunk);
    else await writeThrough(stream, chunk, parts.interrupted);
    return true;
  } catch (error) {
    if (error instanceof WriteInterrupted) throw error;
    const code = readErrorCode(error) ?? "";
    // A terminal that was closed says EIO.
    if (CLOSED.has(code) || (parts.isTTY && code === "EIO")) return false;
    throw new WriteFailed(parts.name, code, error instanceof Error ? error.message : String(error));
  }
}

function writeThrough(stream: NodeOutput, chunk: string | Uint8Array, interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hurry = (): void => {
      timer = setTimeout(() => reject(new WriteInterrupted()), PATIENCE_MS);
    };
    if (interrupted.aborted) hurry();
    else interrupted.addEventListener("abort", hurry, { once: true });
    stream.write(chunk, (error) => {
      clearTimeout(timer);
      interrupted.removeEventListener("abort", hurry);
      if (error) reject(error);
      else resolve();
    });
  });
}
