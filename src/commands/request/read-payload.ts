import type { Host } from "../../host/host.js";
import type { SendOrder } from "../../http/send-order.js";
import type { OptionValues } from "../command.js";
import { readOptionList } from "../read-option-list.js";
import { UsageError } from "../usage-error.js";
import { readData } from "./read-data.js";
import { buildBody, EMPTY_LIST, type FieldValue, readEmptyList, readFieldPath } from "./read-fields.js";
import type { GivenHeaders } from "./read-header.js";
import { readSource } from "./read-source.js";
import { readPair } from "./read-target.js";

/** What the options say about the body, and in a GET about the query string. */
export interface Payload {
  /** Null where there is none. */
  readonly body: SendOrder["body"];
  readonly contentType: string | null;
  /** The file that the body is; null where it is none. */
  readonly file: string | null;
  /** Secrets within the body that are known before it is sent. */
  readonly secrets: readonly string[];
  /** Fields of a GET or HEAD, which go into the query string. */
  readonly query: readonly (readonly [string, string])[];
}

/** Reads `-f`, `-F` and `-d`. Throws UsageError for what contradicts, cannot be read, or is no JSON where JSON is sent. */
export async function readPayload(
  host: Host,
  options: OptionValues,
  method: string | null,
  given: GivenHeaders,
): Promise<Payload> {
  const fields = await readFields(host, options);
  const data = options["data"];
  if (typeof data === "string" && fields.length > 0) {
    throw new UsageError("-d and fields cannot be used together", "-d", "Put everything into one of them.");
  }
  if (typeof data === "string" && method === "HEAD") {
    throw new UsageError("-d: a HEAD request has no body", "-d", "Leave -d out, or name another method.");
  }
  if (typeof data === "string") return readData(host, data, given);
  const none = { body: null, contentType: null, query: [], file: null, secrets: [] };
  if (fields.length === 0) return none;
  if (method === "GET" || method === "HEAD") return { ...none, query: fields.flatMap(writeParameter) };
  const body = new TextEncoder().encode(JSON.stringify(buildBody(fields)));
  return { ...none, body, contentType: "application/json" };
}

/** A field as a parameter; none for an empty list, for which a query string has no word. */
function writeParameter({ path: [first = "", ...rest], value }: FieldValue): readonly (readonly [string, string])[] {
  if (value === EMPTY_LIST) return [];
  const name = first + rest.map((key) => `[${key}]`).join("");
  return [[name, typeof value === "string" ? value : JSON.stringify(value)]];
}

async function readFields(host: Host, options: OptionValues): Promise<FieldValue[]> {
  const texts = readOptionList(options["rawField"]).map((given) => readField(given, "-f", (_, value) => value));
  const values = readOptionList(options["field"]).map((given) =>
    readField(given, "-F", (name, value) => readFieldValue(host, name, value)),
  );
  return Promise.all([...texts, ...values]);
}

async function readField(
  given: string,
  option: string,
  readValue: (name: string, value: string) => unknown,
): Promise<FieldValue> {
  const list = readEmptyList(given, option);
  if (list !== undefined) return { path: list, value: EMPTY_LIST };
  const [name, value] = readPair(given, option);
  return { path: readFieldPath(name, option), value: await readValue(name, value) };
}

/** JSON, or `@file` for the text of a file. Bare words are no JSON: `-f` takes those. */
async function readFieldValue(host: Host, name: string, value: string): Promise<unknown> {
  if (value.startsWith("@")) return new TextDecoder().decode(await readSource(host, value, "-F"));
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // The name and not the value, which may be a secret.
    throw new UsageError(
      `-F: the value of "${name}" is no JSON`,
      name,
      "Quote text as JSON, or use -f, which takes it as it is.",
    );
  }
}
