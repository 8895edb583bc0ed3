import { ALL_CODES } from "../../src/catalog/all-codes.js";
import type { CodeEntry } from "../../src/catalog/code-entry.js";
import type { StatusEntry } from "../../src/catalog/status-entry.js";
import { STATUSES } from "../../src/catalog/statuses.js";

/** A code or status with the name that tests report it by. */
export interface NamedEntry {
  readonly name: string;
  readonly entry: CodeEntry | StatusEntry;
}

/** Every code and status of the catalogue. */
export const NAMED_ENTRIES: readonly NamedEntry[] = [
  ...ALL_CODES.map((entry) => ({ name: entry.code, entry })),
  ...STATUSES.map((entry) => ({ name: String(entry.status), entry })),
];

/** Every sentence of an entry that people read; bodies of examples are the server's words and not among them. */
export function readSentences({ entry }: NamedEntry): string[] {
  return [
    entry.meaning.text,
    ...entry.facts.map(({ text }) => text),
    ...entry.open,
    ...entry.fixes.map(({ text }) => text),
    entry.retryAdvice,
  ];
}
