import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: to a neighbour first, then renamed over it. An existing file keeps its mode, a
 * symbolic link stays one. Devices and pipes are written to directly. Rejects with Node's own error.
 */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => undefined);
  // Renaming over /dev/null or a pipe would put a plain file in its place; a folder gives its own error.
  if (existing !== undefined && !existing.isFile()) return writeFile(target, content);
  // Its own name, because the target's may leave no room for an ending.
  const neighbour = join(dirname(target), `.sandbox-errors-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeNeighbour(neighbour, content, existing === undefined ? undefined : existing.mode & 0o7777);
    await rename(neighbour, target);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}

async function writeNeighbour(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  // Nobody else may read what replaces a private file, not even before its mode is set.
  const file = await open(path, "wx", mode === undefined ? 0o666 : 0o600);
  try {
    await file.writeFile(content);
    // Some file systems know no modes; then it stays private.
    if (mode !== undefined) await file.chmod(mode).catch(() => {});
    await file.sync();
  } finally {
    await file.close();
  }
}
