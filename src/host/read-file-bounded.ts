import { Buffer } from "node:buffer";
import { open } from "node:fs/promises";
import { InputTooLarge } from "./host.js";

const CHUNK_BYTES = 65_536;

/** Reads a whole file. Rejects with InputTooLarge where it is longer than `maxBytes`, else with Node's own error. */
export async function readFileBounded(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const found = await file.stat();
    if (found.isFile() && found.size > maxBytes) throw new InputTooLarge(maxBytes);
    const chunks: Uint8Array[] = [];
    // Read to the end, whatever the size said: it is 0 for pipes and /proc, and a log may be growing.
    for (let bytes = 0; ; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return Buffer.concat(chunks);
      bytes += bytesRead;
      if (bytes > maxBytes) throw new InputTooLarge(maxBytes);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** The first `bytes` bytes of a file, piece by piece, each in memory of its own. Rejects with Node's own error. */
export async function* readFilePieces(path: string, bytes: number): AsyncGenerator<Uint8Array, void> {
  const file = await open(path, "r");
  try {
    for (let left = bytes; left > 0; ) {
      const size = Math.min(left, CHUNK_BYTES);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, null);
      if (bytesRead === 0) return;
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
