import type { Host } from "../host/host.js";
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

/** Writes a file whole or not at all. Throws UsageError where it cannot. */
export async function writeNamedFile(host: Host, file: NamedFile, content: string | Uint8Array): Promise<void> {
  await host.files.write(file.path, content).catch((error: unknown) => {
    throw toUsageError(file, error);
  });
}

function toUsageError({ option, path }: NamedFile, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error);
  return new UsageError(
    `${option}: "${path}" cannot be written: ${why}`,
    path,
    "Name a file in a folder that you may write to.",
  );
}
