import { CODE_STATUS, DOCUMENTED_STATUSES, isDocumentedCode } from "../catalog/documented-codes.js";
import { type DecodedBody, decodeBody, isJsonObject, ownMember, readErrorObject } from "./decode-body.js";
import { readHtmlWords } from "./decode-html.js";
import { type Deviation, type Envelope, NO_EXTRAS } from "./envelope.js";
import { type Response, readHeader } from "./exchange.js";
import type { Wait } from "./wait.js";

/** Nothing was answered. */
export const NO_ENVELOPE: Envelope = {
  shape: "none",
  code: null,
  message: null,
  bodyStatus: null,
  retryAfter: undefined,
  extras: NO_EXTRAS,
  deviations: [],
};

/** Reads what an answer says out of any shape. The deviations compare it with the documented envelope. */
export function decodeEnvelope(response: Response): Envelope {
  const decoded = decodeBody(response);
  const read = readErrorObject(decoded);
  const message = read.message ?? readPlainMessage(decoded, response);
  const envelope = { ...read, message, shape: decoded.shape, deviations: decoded.deviations };
  return isError(response, envelope)
    ? { ...envelope, deviations: findDeviations(envelope, response, decoded) }
    : envelope;
}

/** True where the answer reports an error: by status, or, where no status is known, by its body. */
function isError(response: Response, envelope: Envelope): boolean {
  if (response.status === null) return envelope.code !== null || envelope.message !== null;
  return response.status >= 400;
}

function readPlainMessage(decoded: DecodedBody, response: Response): string | null {
  const text = response.body.text.trim();
  switch (decoded.shape) {
    case "html":
      return readHtmlWords(text) || null;
    case "text":
    case "json_broken":
      return text.slice(0, 4096) || null;
    case "json_other":
      return readOtherMessage(decoded.json);
    default:
      return null;
  }
}

/** A message in JSON of some other API's shape: `message`, `detail`, `title`, `error_description`, or a bare string. */
function readOtherMessage(json: unknown): string | null {
  if (typeof json === "string") return json;
  if (!isJsonObject(json)) return null;
  for (const name of ["message", "detail", "error_description", "title", "reason", "errorMessage"]) {
    const value = ownMember(json, name);
    if (typeof value === "string" && value !== "") return value;
  }
  const [first] = Array.isArray(json["errors"]) ? (json["errors"] as unknown[]) : [];
  return isJsonObject(first) && typeof first["message"] === "string" ? first["message"] : null;
}

function findDeviations(envelope: Envelope, response: Response, decoded: DecodedBody): Deviation[] {
  const found = [...decoded.deviations, ...findTypeDeviations(response, decoded)];
  if (response.body.truncated) found.push("body_truncated");
  if (envelope.shape === "empty") found.push("body_empty");
  else if (envelope.shape === "html" || envelope.shape === "text") found.push("not_json");
  else if (envelope.shape !== "json_broken" && envelope.shape !== "stream")
    found.push(...findMemberDeviations(envelope, response, decoded.json));
  if (response.status !== null && !DOCUMENTED_STATUSES.includes(response.status)) found.push("status_undocumented");
  return [...new Set(found)];
}

function findTypeDeviations(response: Response, decoded: DecodedBody): Deviation[] {
  if (!response.headersKnown || decoded.shape === "empty") return [];
  const type = readHeader(response.headers, "content-type");
  if (type === undefined) return ["content_type_missing"];
  const saysJson = /^application\/(?:json|problem\+json)\b/i.test(type);
  const isJson = decoded.json !== undefined;
  return saysJson === isJson ? [] : ["content_type_wrong"];
}

function findMemberDeviations(envelope: Envelope, response: Response, json: unknown): Deviation[] {
  const found: Deviation[] = [];
  const error = isJsonObject(json) ? ownMember(json, "error") : undefined;
  if (typeof error === "string") found.push("error_is_a_string");
  if (!isJsonObject(error)) found.push("error_not_nested");
  if (envelope.message === null) found.push("message_missing");
  found.push(...findCodeDeviations(envelope.code, response.status));
  const holder = isJsonObject(error) ? error : isJsonObject(json) ? json : {};
  const status = ownMember(holder, "status");
  if (status === undefined) found.push("status_missing");
  else if (typeof status !== "number") found.push("status_not_a_number");
  else if (response.status !== null && status !== response.status) found.push("status_disagrees");
  if (isJsonObject(error) && Object.keys(error).some((name) => !DOCUMENTED_MEMBERS.has(name)))
    found.push("members_undocumented");
  return found;
}

const DOCUMENTED_MEMBERS: ReadonlySet<string> = new Set(["code", "message", "status", "retryAfter"]);

function findCodeDeviations(code: string | null, status: number | null): Deviation[] {
  if (code === null) return ["code_missing"];
  if (!isDocumentedCode(code)) return ["code_undocumented"];
  const expected = CODE_STATUS[code];
  const disagrees = expected.documented && status !== null && status !== expected.status;
  return disagrees ? ["code_disagrees_with_status"] : [];
}

/** The deviations of an answer's wait: those of its value, and a missing one on a 429. */
export function findWaitDeviations(envelope: Envelope, wait: Wait, status: number | null): Deviation[] {
  const throttled = status === 429 || (status === null && envelope.code === "rate_limit_exceeded");
  const missing = throttled && envelope.retryAfter === undefined;
  return missing ? [...wait.deviations, "retry_after_missing"] : [...wait.deviations];
}
