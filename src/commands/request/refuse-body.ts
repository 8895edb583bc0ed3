import type { RequestBody } from "../../exchange/facts.js";
import { InputTooLarge } from "../../host/host.js";
import { UsageError } from "../usage-error.js";

/** That a body is no JSON, with the place of its first fault where one was found. */
export function noJson(name: string, fault: RequestBody["fault"]): UsageError {
  const where = fault === null ? "" : ` (line ${fault.line}, column ${fault.column}: ${fault.what})`;
  return new UsageError(
    `-d: ${name} is no JSON${where}`,
    name,
    "Mend it there, or name another type with -H 'Content-Type: …'.",
  );
}

/** That a file or standard input cannot be read, and why. */
export function cannotRead(option: string, name: string, error: unknown): UsageError {
  const told = error instanceof Error ? error.message : String(error);
  const why = error instanceof InputTooLarge ? "it is larger than 64 MiB" : told;
  return new UsageError(
    `${option}: "${name}" cannot be read: ${why}`,
    name,
    "Check the path and your permission to read it.",
  );
}
