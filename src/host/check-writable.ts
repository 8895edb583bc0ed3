import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Resolves where a file could be written to this path now: its folder takes new files, and what stands there is no folder.
 * Rejects with Node's own error, so that a request need not be sent whose answer could not be kept.
 */
export async function checkWritable(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory() === true) {
    throw Object.assign(new Error(`EISDIR: illegal operation on a directory, open '${path}'`), { code: "EISDIR" });
  }
  // A device or a pipe is written to itself; a file is replaced by its neighbour, which needs the folder.
  await access(existing === undefined || existing.isFile() ? dirname(path) : path, constants.W_OK);
}
