import { isJsonObject, type JsonObject, ownMember, ownNumber, ownText, parseJson } from "./decode-body.js";
import { HIDDEN_AUTHORIZATION } from "./decode-credential.js";
import { decodeFailure } from "./decode-failure.js";
import {
  type Body,
  EMPTY_BODY,
  type Exchange,
  type Failure,
  type Header,
  type Request,
  type Response,
  textBody,
} from "./exchange.js";

/**
 * Reads the exchanges of a HAR file (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/), in their order.
 * Undefined where the text is no HAR. Entries of any shape are taken: what is missing is unknown.
 */
export function readHar(text: string): Exchange[] | undefined {
  const json = parseJson(text.replace(/^\uFEFF/, ""));
  return isHar(json) ? readHarValue(json) : undefined;
}

/** True for a parsed JSON value that is a HAR log. */
export function isHar(json: unknown): json is JsonObject {
  if (!isJsonObject(json)) return false;
  const log = ownMember(json, "log");
  return isJsonObject(log) && Array.isArray(ownMember(log, "entries"));
}

function readHarValue(json: JsonObject): Exchange[] {
  const log = ownMember(json, "log");
  const listed = isJsonObject(log) ? ownMember(log, "entries") : [];
  const entries = (Array.isArray(listed) ? listed : []).map((entry) => (isJsonObject(entry) ? entry : {}));
  const exchanges = entries.map(readEntry);
  return isJsonObject(log) && isSanitised(log, exchanges) ? exchanges.map(hideCredential) : exchanges;
}

/**
 * True where credentials are missing because the browser left them out: Chrome and its kin export without Authorization
 * and cookies unless they are told otherwise (DevTools, from version 130 on).
 */
function isSanitised(log: JsonObject, exchanges: readonly Exchange[]): boolean {
  if (ownText(memberObject(log, "creator"), "name") !== "WebInspector") return false;
  return !exchanges.some(({ request }) =>
    request?.headers.some(({ name }) => /^(?:authorization|cookie)$/i.test(name)),
  );
}

function hideCredential(exchange: Exchange): Exchange {
  const { request } = exchange;
  if (request === null) return exchange;
  return { ...exchange, request: { ...request, headers: [...request.headers, HIDDEN_AUTHORIZATION] } };
}

function readEntry(entry: JsonObject): Exchange {
  const sentAt = readTime(ownText(entry, "startedDateTime"));
  const took = ownNumber(entry, "time") ?? 0;
  const request = readRequest(memberObject(entry, "request"));
  const answered = memberObject(entry, "response");
  const status = ownNumber(answered, "status") ?? 0;
  // HTTP has three digits (RFC 9110, 15); browsers write 0 where no answer came.
  const answers = Number.isInteger(status) && status >= 100 && status <= 999;
  const response = answers ? readResponse(answered, status) : null;
  const failure = readEntryFailure(entry, answered, response);
  return {
    request,
    response: response === null || failure === null ? response : markCut(response, failure),
    failure,
    sentAt,
    receivedAt: sentAt === null || response === null ? null : sentAt + Math.max(0, took),
  };
}

function readRequest(request: JsonObject): Request {
  const posted = memberObject(request, "postData");
  const text = ownText(posted, "text");
  const size = ownNumber(request, "bodySize") ?? -1;
  const method = ownText(request, "method");
  const headers = readHeaders(ownMember(request, "headers"));
  return {
    method,
    url: ownText(request, "url"),
    headers,
    body: readPosted(text, size),
  };
}

/** A text that is empty where bytes were sent was not recorded, but the size was. */
function readPosted(text: string | null, size: number): Body | null {
  if (text === "" && size > 0) return { text: "", base64: null, bytes: size, truncated: true };
  if (text !== null) return textBody(text);
  return size > 0 ? null : EMPTY_BODY;
}

function readResponse(response: JsonObject, status: number): Response {
  const content = memberObject(response, "content");
  const headers = readHeaders(ownMember(response, "headers"));
  return { status, headers, body: readContent(content), headersKnown: headers.length > 0 };
}

/** Browsers leave out what they did not keep, streams of events above all: such a body is unknown, not empty. */
function isUnseen(content: JsonObject): boolean {
  if (ownText(content, "text") !== null) return false;
  return (ownNumber(content, "size") ?? 0) > 0 || /^text\/event-stream/i.test(ownText(content, "mimeType") ?? "");
}

function readContent(content: JsonObject): Body {
  if (isUnseen(content)) return { ...EMPTY_BODY, bytes: Math.max(0, ownNumber(content, "size") ?? 0), truncated: true };
  const text = ownText(content, "text") ?? "";
  if (ownText(content, "encoding") !== "base64") return textBody(text);
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return textBody(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { text: "", base64: text, bytes: Math.floor((text.length * 3) / 4), truncated: false };
  }
}

/**
 * Chrome writes `_error` into the response, some recorders into the entry, others only a comment. Beside an answer only
 * `_error` counts: comments and reasons are prose there.
 */
function readEntryFailure(entry: JsonObject, answered: JsonObject, response: Response | null): Failure | null {
  const told = ownText(answered, "_error") ?? ownText(entry, "_error");
  if (response !== null) return told === null ? null : { ...toFailure(told), phase: "body" };
  if (told !== null) return toFailure(told);
  const prose = ownText(answered, "comment") ?? ownText(answered, "statusText");
  const read = prose === null ? undefined : decodeFailure(prose);
  if (read !== undefined) return read;
  const waited = ownNumber(memberObject(entry, "timings"), "wait") ?? ownNumber(entry, "time") ?? 0;
  // No answer after a second or more: somebody's patience ended. At once: the connection did.
  const kind = waited >= 1000 ? "timeout_response" : "reset";
  return { kind, code: null, phase: "head", message: "no answer was recorded", isGuess: true };
}

/** What a broken connection or an impatient client ended is not whole; other errors of a client say nothing about that. */
function markCut(response: Response, failure: Failure): Response {
  return failure.kind === "other" ? response : { ...response, body: { ...response.body, truncated: true } };
}

function toFailure(told: string): Failure {
  return decodeFailure(told) ?? { kind: "other", code: null, phase: null, message: told.slice(0, 8192) };
}

function memberObject(object: JsonObject, name: string): JsonObject {
  const value = ownMember(object, name);
  return isJsonObject(value) ? value : {};
}

function readHeaders(value: unknown): Header[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((header: unknown) => {
    if (!isJsonObject(header)) return [];
    const name = ownText(header, "name");
    const content = ownText(header, "value");
    return name === null || content === null ? [] : [{ name, value: content }];
  });
}

function readTime(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}
