import { findNearest } from "../../catalog/find-nearest.js";
import { type CatalogEntry, catalogNames } from "../../diagnosis/catalog-entry.js";
import type { Exchange } from "../../exchange/exchange.js";
import type { TextForm } from "../../exchange/read-subject.js";
import type { Host } from "../../host/host.js";
import { UsageError } from "../usage-error.js";
import { findEntry } from "./find-entry.js";
import { readFile, readInput } from "./read-source.js";
import type { SubjectKind } from "./spec.js";

/** What the subjects of `explain` turned out to be. */
export interface Subjects {
  readonly entries: readonly CatalogEntry[];
  readonly exchanges: readonly Exchange[];
}

const HOW = "Name a code, a status or a cause (sandbox-errors codes lists them), paste an answer, or pipe one in.";

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
  const read: (Subjects | undefined)[] = [];
  for (const arg of args) read.push(await readAlone(arg, host));
  const unread = args.filter((_, i) => read[i] === undefined);
  if (unread.length === 0) return join(read);
  // Words of a sentence may be names by chance (`Request failed: 401`); a stray bare word beside names is a mistake.
  if (unread.every(isBareWord) && (args.length === 1 || unread.length < args.length))
    throw unknownWord(unread[0] ?? "");
  const together = args.join(" ");
  return readText(together, undefined, together);
}

function join(read: readonly (Subjects | undefined)[]): Subjects {
  return {
    entries: read.flatMap((subjects) => subjects?.entries ?? []),
    exchanges: read.flatMap((subjects) => subjects?.exchanges ?? []),
  };
}

/** One argument on its own: a name of the catalogue, `-`, a file, or text of a form that speaks for itself. */
async function readAlone(arg: string, host: Host): Promise<Subjects | undefined> {
  const entry = await findEntry(arg);
  if (entry !== undefined) return { entries: [entry], exchanges: [] };
  if (arg === "-") return readText(await readInput(host), undefined, "standard input");
  if (await isFile(arg, host)) return readText(await readFile(arg, host), undefined, arg);
  if (isBareWord(arg)) return undefined;
  const { readTextForm } = await import("../../exchange/read-subject.js");
  return readTextForm(arg) === "message" ? undefined : readText(arg, undefined, arg);
}

async function isFile(text: string, host: Host): Promise<boolean> {
  return text.length < 4096 && !text.includes("\n") && (await host.files.isFile(text));
}

async function readForced(args: readonly string[], kind: SubjectKind, host: Host): Promise<Subjects> {
  if (kind === "code" || kind === "status" || kind === "cause") {
    const entries: CatalogEntry[] = [];
    for (const arg of args) entries.push((await findEntry(arg, kind)) ?? failName(arg, kind));
    return { entries, exchanges: [] };
  }
  const [only = ""] = args;
  if (args.length === 1 && only === "-") return readText(await readInput(host), kind, "standard input");
  if (args.length === 1 && (await isFile(only, host))) return readText(await readFile(only, host), kind, only);
  if (kind === "har") {
    throw new UsageError(`${quote(only)} is no file`, only, "Name an existing HAR file, or - for standard input.");
  }
  return readText(args.join(" "), kind, args.join(" "));
}

async function readText(text: string, kind: SubjectKind | undefined, name: string): Promise<Subjects> {
  const trimmed = text.trim();
  if (trimmed === "") throw new UsageError(`There is nothing to explain in ${quote(name)}: it is empty`, name, HOW);
  if (kind === undefined || kind === "code" || kind === "status" || kind === "cause") {
    const entry = await findEntry(trimmed, kind);
    if (entry !== undefined) return { entries: [entry], exchanges: [] };
    if (kind !== undefined) failName(trimmed, kind);
    if (isBareWord(trimmed)) throw unknownWord(trimmed);
    return readExchanges(text, undefined, name);
  }
  return readExchanges(text, kind, name);
}

async function readExchanges(text: string, forced: TextForm | undefined, name: string): Promise<Subjects> {
  const { readSubject, readTextForm } = await import("../../exchange/read-subject.js");
  const form = forced ?? readTextForm(text);
  const exchanges = readSubject(text, form);
  if (exchanges === undefined) {
    throw new UsageError(
      `${quote(name)} is not ${FORM_WORDS[form]}`,
      name,
      "Leave --as out to have the form recognised.",
    );
  }
  if (exchanges.length === 0) {
    throw new UsageError(
      `${quote(name)} holds no exchange`,
      name,
      "Record the failing call again and save it with its content.",
    );
  }
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
  return text.length <= 100 && /^[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)*$/.test(text);
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
