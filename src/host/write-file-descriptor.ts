import { Buffer } from "node:buffer";
import { write as writeCallback } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { readErrorCode } from "./read-error-code.js";

const writeSome = promisify(writeCallback);
/** How long a descriptor that is full for now is left alone. */
const FULL_MS = 5;

/** Writes all of a chunk to a descriptor, over short writes and EAGAIN; rejects with Node's own error. */
export async function writeFileDescriptor(fd: number, chunk: string | Uint8Array): Promise<void> {
  const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  for (let at = 0; at < bytes.length; ) {
    try {
      const { bytesWritten } = await writeSome(fd, bytes, at, bytes.length - at);
      at += bytesWritten;
    } catch (error) {
      if (readErrorCode(error) !== "EAGAIN") throw error;
      await pause(FULL_MS);
    }
  }
}
