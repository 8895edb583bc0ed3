import { Buffer } from "node:buffer";
import { open, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { type Files, InputTooLarge } from "./host.js";
import { writeFileWhole } from "./write-file-whole.js";

/** The real files. Paths are relative to the working directory. */
export function createFiles(): Files {
  return {
    homeFolder: findHomeFolder(),
    async isFile(path) {
      // A pipe such as bash's <(…) is a file to read from, too; what cannot be looked at is none.
      const found = await stat(path).catch(() => undefined);
      return found !== undefined && !found.isDirectory();
    },
    read: readBounded,
    write: writeFileWhole,
  };
}

const CHUNK_BYTES = 65_536;

async function readBounded(path: string, maxBytes: number): Promise<Uint8Array> {
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

function findHomeFolder(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    // A user id that no password file knows, as in some containers.
    return undefined;
  }
}
