import { escapeInJson } from "../../text/neutralise.js";

/** What went wrong with the call itself, not with the API. */
export interface DocumentError {
  readonly message: string;
  readonly subject: string | null;
  readonly hint: string | null;
}

/** The members that every document has, and the command's own. */
export interface JsonDocument {
  readonly command: string | null;
  readonly exit: { readonly code: number; readonly name: string };
  readonly error: DocumentError | null;
  readonly members: Readonly<Record<string, unknown>>;
}

/** The one JSON document of a run, with its line break. Every text in it is redacted; dangerous characters are escaped. */
export function renderDocument(document: JsonDocument, redact: (text: string) => string): string {
  const { command, exit, error, members } = document;
  const safe = { schemaVersion: 1, command, exit, ...redactMembers({ error, ...members }, redact) };
  return `${escapeInJson(JSON.stringify(safe, null, 2))}\n`;
}

/**
 * Members that hold nothing but words of the JSON contract. They stay as they are: where a password is such a word
 * (`proxy`), the document must still keep to its schema, and gives nothing away by it.
 */
const WORDS_OF_OURS: ReadonlySet<string> = new Set([
  "cause",
  "class",
  "code",
  "codes",
  "confidence",
  "deviations",
  "hides",
  "id",
  "kind",
  "layer",
  "outcome",
  "phase",
  "provenance",
  "safety",
  "severity",
  "shape",
  "source",
  "verdict",
]);

function redactDeep(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact));
  return typeof value === "object" && value !== null ? redactMembers(value, redact) : value;
}

function redactMembers(object: object, redact: (text: string) => string): Record<string, unknown> {
  const members = Object.entries(object).map(([name, member]: [string, unknown]) => {
    const asIs = WORDS_OF_OURS.has(name) && holdsText(member);
    return [name, asIs ? member : redactDeep(member, redact)];
  });
  return Object.fromEntries(members);
}

function holdsText(value: unknown): boolean {
  return Array.isArray(value) ? value.every((item) => typeof item === "string") : typeof value === "string";
}
