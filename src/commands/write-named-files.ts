import type { Host } from "../host/host.js";
import { isDiskFull } from "../host/is-disk-full.js";
import { readErrorCode } from "../host/read-error-code.js";
import { UsageError } from "./usage-error.js";

/** A file that an option names. */
export interface NamedFile {
  /** As on the command line, such as `-o`. */
  readonly option: string;
  readonly path: string;
}

/** Throws UsageError where the file could not be written. Asked before anything is sent, so that no answer is lost. */
export async function checkNamedFile(host: Host, { option, path }: NamedFile): Promise<void> {
  if (path === "") throw new UsageError(`${option}: the name of the file is empty`, path, "Name a file.");
  await host.files.checkWritable(path).catch((error: unknown) => {
    throw toUsageError({ option, path }, error);
  });
}

/** A file that an option names, and what is to stand in it. */
export interface FilledFile extends NamedFile {
  readonly content: string | Uint8Array;
}

/**
 * Writes files, each whole or not at all, also where one before it cannot be written. Gives the first problem, or null: what
 * they are about can then still be told before the problem is thrown.
 */
export async function writeNamedFiles(host: Host, files: readonly FilledFile[]): Promise<UsageError | null> {
  let first: UsageError | null = null;
  for (const file of files)
    await host.files.write(file.path, file.content).catch((error: unknown) => {
      first ??= toUsageError(file, error);
    });
  return first;
}

function toUsageError({ option, path }: NamedFile, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error);
  const isFull = isDiskFull(readErrorCode(error));
  return new UsageError(
    `${option}: "${path}" cannot be written: ${why}`,
    path,
    isFull ? "Free some space, or name a file in another place." : "Name a file in a folder that you may write to.",
  );
}
