import { type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import type { Files } from "./host.js";

/** The real files. Paths are relative to the working directory. */
export function createFiles(): Files {
  return {
    homeFolder: findHomeFolder(),
    async isFile(path) {
      // A pipe such as bash's <(…) is a file to read from, too; what cannot be looked at is none.
      try {
        const found = statSync(path, { throwIfNoEntry: false });
        return found !== undefined && !found.isDirectory();
      } catch {
        return false;
      }
    },
    // Loaded when used: they bring crypto and promised files along, 4 ms that most runs do not need.
    read: async (path, maxBytes) => (await import("./read-file-bounded.js")).readFileBounded(path, maxBytes),
    size: async (path) => lookAt(path)?.size,
    async mode(path) {
      const found = lookAt(path);
      return found === undefined ? undefined : found.mode & 0o777;
    },
    async *readPieces(path, bytes) {
      yield* (await import("./read-file-bounded.js")).readFilePieces(path, bytes);
    },
    checkWritable: async (path) => (await import("./check-writable.js")).checkWritable(path),
    write: async (path, content) => (await import("./write-file-whole.js")).writeFileWhole(path, content),
  };
}

function lookAt(path: string): Stats | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true ? found : undefined;
  } catch {
    return undefined;
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
