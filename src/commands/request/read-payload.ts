import { readHeader } from "../../exchange/exchange.js";
import { findJsonFault } from "../../exchange/read-request-body.js";
import type { Host } from "../../host/host.js";
import type { OptionValues } from "../command.js";
import { readOptionList } from "../read-option-list.js";
import { UsageError } from "../usage-error.js";
import { buildBody, EMPTY_LIST, type FieldValue, readEmptyList, readFieldPath } from "./read-fields.js";
import type { GivenHeaders } from "./read-header.js";
import { isStandardInput, readSource } from "./read-source.js";
import { readPair } from "./read-target.js";

/** What the options say about the body, and in a GET about the query string. */
export interface Payload {
  /** Null where there is none. */
  readonly body: Uint8Array | null;
  readonly contentType: string | null;
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
  if (fields.length === 0) return { body: null, contentType: null, query: [] };
  if (method === "GET" || method === "HEAD") {
    const query = fields.flatMap(({ path: [first = "", ...rest], value }) =>
      // A query string has no word for an empty list.
      value === EMPTY_LIST
        ? []
        : [
            [
              first + rest.map((key) => `[${key}]`).join(""),
              typeof value === "string" ? value : JSON.stringify(value),
            ] as const,
          ],
    );
    return { body: null, contentType: null, query };
  }
  return {
    body: new TextEncoder().encode(JSON.stringify(buildBody(fields))),
    contentType: "application/json",
    query: [],
  };
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

async function readData(host: Host, data: string, { headers, left }: GivenHeaders): Promise<Payload> {
  const fromSource = isStandardInput(data) || data.startsWith("@");
  const body = fromSource ? await readSource(host, data, "-d") : new TextEncoder().encode(data);
  const type = readHeader(headers, "content-type");
  const isOurs = type === undefined && !left.includes("content-type");
  const isJson = isOurs || /json/i.test(type ?? "");
  if (isJson && body.length > 0) checkJson(body, fromSource ? data : "the body");
  return { body, contentType: isOurs ? "application/json" : null, query: [] };
}

/** Only text that this program can read is sent as JSON; another `Content-Type` sends anything. */
function checkJson(body: Uint8Array, name: string): void {
  const text = new TextDecoder().decode(body);
  try {
    JSON.parse(text);
  } catch {
    const fault = findJsonFault(text);
    const where = fault === null ? "" : ` (line ${fault.line}, column ${fault.column}: ${fault.what})`;
    throw new UsageError(
      `-d: ${name} is no JSON${where}`,
      name,
      "Mend it there, or name another type with -H 'Content-Type: …'.",
    );
  }
}
