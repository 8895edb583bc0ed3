import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { access, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findTarget, readDescriptor } from "./find-target.js";
import { writeFileDescriptor } from "./write-file-descriptor.js";

/**
 * Writes a file whole or not at all: to a neighbour first, then renamed over it. An existing file keeps its mode, and its
 * owner where we may give it away; a symbolic link stays one. Devices, pipes and open descriptors are written to directly. Rejects with
 * Node's own error, also where an existing file may not be written to.
 */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await findTarget(path);
  const descriptor = readDescriptor(target);
  if (descriptor !== undefined) return writeFileDescriptor(descriptor, content);
  const existing = await stat(target).catch(() => undefined);
  // Renaming over /dev/null or a pipe would put a plain file in its place; a folder gives its own error.
  if (existing !== undefined && !existing.isFile()) return writeFile(target, content);
  // Renaming asks the folder alone, and would replace a file that its owner has made read-only.
  if (existing !== undefined) await access(target, constants.W_OK);
  // Its own name, because the target's may leave no room for an ending.
  const neighbour = join(dirname(target), `.sandbox-errors-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeNeighbour(neighbour, content, existing);
    await rename(neighbour, target);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}

async function writeNeighbour(path: string, content: string | Uint8Array, existing: Stats | undefined): Promise<void> {
  // Nobody else may read what replaces a private file, not even before its mode is set.
  const file = await open(path, "wx", existing === undefined ? 0o666 : 0o600);
  try {
    await file.writeFile(content);
    if (existing !== undefined) {
      await file.chown(existing.uid, existing.gid).catch(() => {});
      // Some file systems know no modes; then it stays private.
      await file.chmod(existing.mode & 0o7777).catch(() => {});
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
