import { findNearest } from "../../catalog/find-nearest.js";
import { type CatalogEntry, catalogNames, findCatalogEntry } from "../../diagnosis/catalog-entry.js";
import type { Exchange } from "../../exchange/exchange.js";
import { readSubject, readTextForm, type TextForm } from "../../exchange/read-subject.js";
import { type Host, InputTooLarge } from "../../host/host.js";
import { UsageError } from "../usage-error.js";
import { SUBJECT_KINDS, type SubjectKind } from "./spec.js";

/** What the subjects of `explain` turned out to be. */
export interface Subjects {
  readonly entries: readonly CatalogEntry[];
  readonly exchanges: readonly Exchange[];
}

/** The largest file or input that is read: 256 MiB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Reads the arguments of `explain`, or standard input without any. Throws UsageError where they are nothing. */
export async function readSubjects(
  args: readonly string[],
  kind: SubjectKind | undefined,
  host: Host,
): Promise<Subjects> {
  if (args.length === 0) {
    if (host.stdin.isTTY) throw new UsageError("There is nothing to explain", null, HOW);
    return readText(await readInput(host), kind, "standard input");
  }
  if (kind !== undefined) return readForced(args, kind, host);
  const read = await Promise.all(args.map((arg) => readAlone(arg, host)));
  const unread = args.filter((_, i) => read[i] === undefined);
  if (unread.length === 0) return join(read);
  if (unread.every(isBareWord) && (args.length === 1 || unread.length < args.length))
    throw unknownWord(unread[0] ?? "");
  const together = args.join(" ");
  return readText(together, undefined, together);
}

const HOW = "Name a code, a status or a cause (sandbox-errors codes lists them), paste an answer, or pipe one in.";

function join(read: readonly (Subjects | undefined)[]): Subjects {
  return {
    entries: read.flatMap((subjects) => subjects?.entries ?? []),
    exchanges: read.flatMap((subjects) => subjects?.exchanges ?? []),
  };
}

/** One argument on its own: a name of the catalogue, `-`, a file, or text of a form that speaks for itself. */
async function readAlone(arg: string, host: Host): Promise<Subjects | undefined> {
  const entry = findCatalogEntry(arg);
  if (entry !== undefined) return { entries: [entry], exchanges: [] };
  if (arg === "-") return readText(await readInput(host), undefined, "standard input");
  if (arg.length < 4096 && !arg.includes("\n") && (await host.files.isFile(arg))) {
    return readText(await readFile(arg, host), undefined, arg);
  }
  return readTextForm(arg) === "message" ? undefined : readText(arg, undefined, arg);
}

async function readForced(args: readonly string[], kind: SubjectKind, host: Host): Promise<Subjects> {
  if (kind === "code" || kind === "status" || kind === "cause") {
    return { entries: args.map((arg) => findCatalogEntry(arg, kind) ?? failName(arg, kind)), exchanges: [] };
  }
  const [only = ""] = args;
  if (args.length === 1 && only === "-") return readText(await readInput(host), kind, "standard input");
  if (args.length === 1 && only.length < 4096 && (await host.files.isFile(only)))
    return readText(await readFile(only, host), kind, only);
  if (kind === "har")
    throw new UsageError(`${quote(only)} is no file`, only, "Name an existing HAR file, or - for standard input.");
  return readText(args.join(" "), kind, args.join(" "));
}

function readText(text: string, kind: SubjectKind | undefined, name: string): Subjects {
  const trimmed = text.trim();
  if (trimmed === "") throw new UsageError(`There is nothing to explain in ${quote(name)}: it is empty`, name, HOW);
  if (kind === undefined || kind === "code" || kind === "status" || kind === "cause") {
    const entry = findCatalogEntry(trimmed, kind === undefined ? undefined : kind);
    if (entry !== undefined) return { entries: [entry], exchanges: [] };
    if (kind !== undefined) failName(trimmed, kind);
    if (isBareWord(trimmed)) throw unknownWord(trimmed);
  }
  const form: TextForm =
    kind === "json" || kind === "http" || kind === "har" || kind === "message" ? kind : readTextForm(text);
  const exchanges = readSubject(text, form);
  if (exchanges === undefined) {
    throw new UsageError(
      `${quote(name)} is not ${FORM_WORDS[form]}`,
      name,
      "Leave --as out to have the form recognised.",
    );
  }
  if (exchanges.length === 0)
    throw new UsageError(
      `${quote(name)} holds no exchange`,
      name,
      "Record the failing call again and save it with its content.",
    );
  return { entries: [], exchanges };
}

const FORM_WORDS: Readonly<Record<TextForm, string>> = {
  json: "a body",
  http: "raw HTTP: it has no status line",
  har: "a HAR log",
  message: "a message",
};

/** One word, spelled like a name: letters, digits, and `_`, `.` or `-` between them. */
function isBareWord(text: string): boolean {
  return /^[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)*$/.test(text) && text.length <= 100;
}

function unknownWord(word: string): UsageError {
  return new UsageError(`${quote(word)} is no code, status or cause that this program knows`, word, suggest(word));
}

function failName(word: string, kind: CatalogEntry["kind"]): never {
  throw new UsageError(`${quote(word)} is no ${kind} that this program knows`, word, suggest(word, kind));
}

function suggest(word: string, kind?: CatalogEntry["kind"]): string {
  const near = findNearest(word, catalogNames(kind));
  const list = "sandbox-errors codes lists the codes and statuses, with --causes the causes";
  return near.length === 0 ? `${list}.` : `Did you mean ${near.join(" or ")}? Otherwise ${list}.`;
}

function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;
}

async function readInput(host: Host): Promise<string> {
  return decodeText(await bounded("standard input", () => host.stdin.readAll(MOST_BYTES)));
}

async function readFile(path: string, host: Host): Promise<string> {
  return decodeText(await bounded(path, () => host.files.read(path, MOST_BYTES)));
}

async function bounded(name: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputTooLarge) {
      throw new UsageError(`${quote(name)} is larger than 256 MiB`, name, "Cut it down to the exchange in question.");
    }
    throw new UsageError(
      `${quote(name)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      name,
      "Check the path and your permission to read it.",
    );
  }
}

/** UTF-16 with a byte order mark is what PowerShell's `>` writes. */
function decodeText(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "utf-8").decode(bytes);
}

/** True for a value of `--as`. */
export function isSubjectKind(value: unknown): value is SubjectKind {
  return (SUBJECT_KINDS as readonly unknown[]).includes(value);
}
