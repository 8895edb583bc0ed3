import { spawnSync } from "node:child_process";
import { open } from "node:fs/promises";
import { join } from "node:path";

/** A pipe whose reader takes one byte and then no more, until it is asked for the rest. */
export interface UnreadPipe {
  readonly path: string;
  /** Fulfilled once the writer has begun. */
  readonly begun: Promise<void>;
  /** All that the writer got rid of. Call it when the writer has ended. */
  readAll(): Promise<string>;
}

/** Makes it in a folder. It must be opened for writing, or nothing here is ever fulfilled. */
export function openUnreadPipe(folder: string): UnreadPipe {
  const path = join(folder, "pipe");
  spawnSync("mkfifo", [path]);
  // Opening waits for the writer.
  const opened = open(path, "r");
  const first = opened.then((file) => file.read(Buffer.alloc(1), 0, 1, null));
  return {
    path,
    begun: first.then(() => undefined),
    async readAll() {
      const file = await opened;
      const { buffer, bytesRead } = await first;
      const rest: Buffer[] = [buffer.subarray(0, bytesRead)];
      for (;;) {
        const { buffer: chunk, bytesRead: taken } = await file.read(Buffer.alloc(65_536), 0, 65_536, null);
        if (taken === 0) break;
        rest.push(chunk.subarray(0, taken));
      }
      await file.close();
      return Buffer.concat(rest).toString("utf8");
    },
  };
}
