import { type Deviation, type Envelope, type EnvelopeExtras, NO_EXTRAS, type Shape } from "./envelope.js";
import type { Response } from "./exchange.js";
import { readHeader } from "./exchange.js";

/** What a body turned out to be, before its error object is read. */
export interface DecodedBody {
  readonly shape: Shape;
  /** The parsed JSON value; undefined where the body is no JSON. */
  readonly json: unknown;
  readonly deviations: readonly Deviation[];
}

/** A record's own members. `__proto__` and the like are looked up as own members only. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object (not an array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own member, or undefined. */
export function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** An object's own member where it is text, else null. */
export function ownText(object: JsonObject, name: string): string | null {
  const value = ownMember(object, name);
  return typeof value === "string" ? value : null;
}

/** An object's own member where it is a finite number, else null. */
export function ownNumber(object: JsonObject, name: string): number | null {
  const value = ownMember(object, name);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Parses JSON; undefined where the text is none. (JSON has no undefined, so nothing is lost.) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Says what the bytes of an answer are: JSON of some shape, HTML, a stream, text, or nothing. */
export function decodeBody(response: Response): DecodedBody {
  const text = response.body.text.replace(/^\uFEFF/, "").trim();
  if (text === "") return { shape: response.body.base64 === null ? "empty" : "text", json: undefined, deviations: [] };
  if (isStream(response, text)) return { shape: "stream", json: undefined, deviations: [] };
  if (/^[{["\d\-tfn]/.test(text)) {
    const json = parseJson(text);
    if (json !== undefined) return readJsonShape(json, response);
    if (/^[{[]/.test(text)) return { shape: "json_broken", json: undefined, deviations: ["not_json"] };
  }
  return { shape: looksLikeHtml(text) ? "html" : "text", json: undefined, deviations: [] };
}

/** The type alone proves no stream: servers and proxies write errors as JSON or HTML under it, too. */
function isStream(response: Response, text: string): boolean {
  const type = readHeader(response.headers, "content-type") ?? "";
  if (/^text\/event-stream/i.test(type) && EVENT_LINE.test(text)) return true;
  return /^(?:event:[^\r\n]*[\r\n]+|id:[^\r\n]*[\r\n]+|:[^\r\n]*[\r\n]+)*data:\s*(?:\{|\[DONE\])/.test(
    text.slice(0, 4096),
  );
}

/** The first line of a stream: a field, a comment, or the beginning of one that was cut off. */
const EVENT_LINE = /^(?:(?:data|event|id|retry)?:|(?:d|da|dat|data|e|ev|eve|even|event)$)/;

function looksLikeHtml(text: string): boolean {
  return (
    /^<(?:!doctype html|html|head|body|pre|title|center|h1)\b/i.test(text) || /<html[\s>]/i.test(text.slice(0, 2000))
  );
}

function readJsonShape(json: unknown, response: Response): DecodedBody {
  if (typeof json === "string") {
    const inner = /^\s*[{[]/.test(json) ? parseJson(json) : undefined;
    if (inner === undefined) return { shape: "json_other", json, deviations: [] };
    const read = readJsonShape(inner, response);
    return { ...read, deviations: ["json_in_a_string", ...read.deviations] };
  }
  return { shape: shapeOfJson(json, response), json, deviations: [] };
}

function shapeOfJson(json: unknown, response: Response): Shape {
  if (!isJsonObject(json)) return "json_other";
  const type = readHeader(response.headers, "content-type") ?? "";
  if (/^application\/problem\+json/i.test(type) || looksLikeProblem(json)) return "problem_json";
  const error = ownMember(json, "error");
  if (isJsonObject(error)) {
    const whole =
      ownText(error, "code") !== null && ownText(error, "message") !== null && ownNumber(error, "status") !== null;
    return whole ? "documented" : "nested";
  }
  if (typeof error === "string") return ownText(json, "message") !== null && isCode(error) ? "flat" : "bare";
  if (ownText(json, "code") !== null && ownText(json, "message") !== null) return "flat";
  return "json_other";
}

/** RFC 9457, section 3.1: the members that make a JSON object a problem. */
function looksLikeProblem(json: JsonObject): boolean {
  return (
    ownText(json, "title") !== null &&
    (ownText(json, "type") !== null || ownText(json, "detail") !== null) &&
    !Object.hasOwn(json, "error")
  );
}

/** True for text that is spelled like a code: one word of letters, digits and underscores. */
export function isCode(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*$/.test(text) && text.length <= 80;
}

/** What the error object of a JSON body says, whatever its shape. */
export function readErrorObject(decoded: DecodedBody): Omit<Envelope, "shape" | "deviations"> {
  const { json, shape } = decoded;
  const nothing = { code: null, message: null, bodyStatus: null, retryAfter: undefined, extras: NO_EXTRAS };
  if (!isJsonObject(json)) return nothing;
  const error = ownMember(json, "error");
  if (isJsonObject(error))
    return {
      ...readNested(error),
      retryAfter: ownMember(Object.hasOwn(error, "retryAfter") ? error : json, "retryAfter"),
    };
  if (shape === "problem_json") {
    const code = ownText(json, "code");
    const message = ownText(json, "detail") ?? ownText(json, "title");
    return {
      ...nothing,
      code,
      message,
      bodyStatus: ownNumber(json, "status"),
      retryAfter: ownMember(json, "retryAfter"),
    };
  }
  const rest = {
    bodyStatus: ownNumber(json, "status"),
    retryAfter: ownMember(json, "retryAfter"),
    extras: readExtras(json),
  };
  if (shape === "flat") {
    const code = typeof error === "string" ? error : ownText(json, "code");
    return { code, message: ownText(json, "message"), ...rest };
  }
  if (shape === "bare" && typeof error === "string") {
    // Where `error` is only the status's name, the sentence stands in `message`.
    const sentence = STATUS_NAME.test(error) ? ownText(json, "message") : null;
    return { ...(sentence === null ? readStored(error) : { code: null, message: sentence }), ...rest };
  }
  return nothing;
}

const STATUS_NAME =
  /^(?:bad request|unauthorized|payment required|forbidden|not found|method not allowed|conflict|too many requests|internal server error|bad gateway|service unavailable|gateway timeout)$/i;

function readNested(error: JsonObject): Omit<Envelope, "shape" | "deviations" | "retryAfter"> {
  const code = ownText(error, "code") ?? ownText(error, "type");
  return {
    code,
    message: ownText(error, "message"),
    bodyStatus: ownNumber(error, "status"),
    extras: readExtras(error),
  };
}

function readExtras(object: JsonObject): EnvelopeExtras {
  return {
    scope: ownText(object, "scope"),
    sandboxId: ownText(object, "sandboxId"),
    spentUsd: ownNumber(object, "spentUsd"),
    limitUsd: ownNumber(object, "limitUsd"),
    setupUrl: ownText(object, "setup_url") ?? ownText(object, "setupUrl"),
    hint: ownText(object, "hint"),
  };
}

/**
 * Reads the one-string form `<code>: <message>` in which threads and sandboxes store their error (observed);
 * text without such a code is all message.
 */
export function readStored(text: string): { readonly code: string | null; readonly message: string | null } {
  const match = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+|cancelled|conflict|unauthorized|forbidden): ?(.*)$/s.exec(text);
  if (match !== null) return { code: match[1] ?? null, message: match[2] ?? null };
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(text) ? { code: text, message: null } : { code: null, message: text };
}
