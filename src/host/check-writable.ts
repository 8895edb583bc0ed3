import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { findTarget, readDescriptor } from "./find-target.js";

/**
 * Resolves where a file could be written to this path now: its folder takes new files, and what stands there is no folder
 * and may be written to. Rejects with Node's own error, so that a request need not be sent whose answer could not be kept.
 */
export async function checkWritable(path: string): Promise<void> {
  const target = await findTarget(path);
  if (readDescriptor(target) !== undefined) return;
  const existing = await stat(target).catch(() => undefined);
  if (existing?.isDirectory() === true) {
    throw Object.assign(new Error(`EISDIR: illegal operation on a directory, open '${path}'`), { code: "EISDIR" });
  }
  if (existing !== undefined) await access(target, constants.W_OK);
  // A device or a pipe is written to itself; a file is replaced by its neighbour, which needs the folder.
  if (existing === undefined || existing.isFile()) await access(dirname(target), constants.W_OK);
}
