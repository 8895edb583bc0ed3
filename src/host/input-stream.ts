import { Buffer } from "node:buffer";
import { type InputStream, InputTooLarge } from "./host.js";

/** Reading standard input was given up because of Ctrl-C or SIGTERM. */
export class ReadInterrupted extends Error {
  constructor() {
    super("interrupted while reading standard input");
    this.name = "ReadInterrupted";
  }
}

/** Standard input as Node makes it. */
export interface NodeInput extends AsyncIterable<Uint8Array | string> {
  destroy(error?: Error): unknown;
}

/** What standard input is made of. `open` is called at the first use; it takes the stream for good. */
export interface InputParts {
  readonly isTTY: boolean;
  readonly open: () => NodeInput;
  readonly interrupted: AbortSignal;
}

/** Standard input, read to its end. Rejects with InputTooLarge, ReadInterrupted, or Node's own error. */
export function createInputStream({ isTTY, open, interrupted }: InputParts): InputStream {
  return {
    isTTY,
    async readAll(maxBytes) {
      if (interrupted.aborted) throw new ReadInterrupted();
      const stream = open();
      const giveUp = () => stream.destroy(new ReadInterrupted());
      interrupted.addEventListener("abort", giveUp, { once: true });
      try {
        return await readBounded(stream, maxBytes);
      } finally {
        interrupted.removeEventListener("abort", giveUp);
      }
    },
  };
}

async function readBounded(stream: NodeInput, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    bytes += part.length;
    if (bytes > maxBytes) throw new InputTooLarge(maxBytes);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
