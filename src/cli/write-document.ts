import type { Outcome } from "../commands/command.js";
import type { OutputStream } from "../host/host.js";
import { escapeInJson } from "../text/neutralise.js";

/** What went wrong with the call itself, not with the API. */
export interface DocumentError {
  readonly message: string;
  readonly subject: string | null;
  readonly hint: string | null;
}

/** The members that every document has, and the command's own. */
export interface JsonDocument extends Outcome {
  readonly command: string | null;
  readonly error: DocumentError | null;
}

/** Writes the one JSON document of a run. Every text in it is redacted; dangerous characters are escaped. */
export async function writeDocument(
  stdout: OutputStream,
  document: JsonDocument,
  redact: (text: string) => string,
): Promise<void> {
  const { command, exit, error, members } = document;
  const safe = redactDeep({ schemaVersion: 1, command, exit, error, ...members }, redact);
  await stdout.write(`${escapeInJson(JSON.stringify(safe, null, 2))}\n`);
}

function redactDeep(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactDeep(member, redact)]));
}
