import { readHeader } from "../../exchange/exchange.js";
import { findJsonFault } from "../../exchange/read-request-body.js";
import type { Host } from "../../host/host.js";
import { openFile } from "./open-file.js";
import type { GivenHeaders } from "./read-header.js";
import type { Payload } from "./read-payload.js";
import { isStandardInput, readSource } from "./read-source.js";
import { noJson } from "./refuse-body.js";

/** A file of this size or more is not read into memory, but while it is sent. In bytes. */
const STREAMED_FROM = 1024 * 1024;

/** Reads `-d`. Throws UsageError for what cannot be read, or is no JSON where JSON is sent. */
export async function readData(host: Host, data: string, given: GivenHeaders): Promise<Payload> {
  const { isJson, contentType } = readType(given);
  const file = data.startsWith("@") && !isStandardInput(data) ? data.slice(1) : null;
  const bytes = file === null ? undefined : await host.files.size(file);
  if (file !== null && bytes !== undefined && bytes >= STREAMED_FROM)
    return { ...(await openFile(host, { path: file, bytes, isJson })), contentType, query: [], file };
  const isSource = file !== null || isStandardInput(data);
  const body = isSource ? await readSource(host, data, "-d") : new TextEncoder().encode(data);
  if (isJson && body.length > 0) checkJson(body, file ?? (isSource ? "standard input" : "the body"));
  return { body, contentType, query: [], file, secrets: [] };
}

function readType({ headers, left }: GivenHeaders): { readonly isJson: boolean; readonly contentType: string | null } {
  const type = readHeader(headers, "content-type");
  const isOurs = type === undefined && !left.includes("content-type");
  return { isJson: isOurs || /json/i.test(type ?? ""), contentType: isOurs ? "application/json" : null };
}

/** Only text that this program can read is sent as JSON; another `Content-Type` sends anything. */
function checkJson(body: Uint8Array, name: string): void {
  const text = new TextDecoder().decode(body);
  try {
    JSON.parse(text);
  } catch {
    throw noJson(name, findJsonFault(text));
  }
}
