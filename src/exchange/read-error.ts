import { describeCause, type ErrorLink } from "./condense-printed-error.js";
import { isJsonObject, type JsonObject } from "./decode-body.js";
import type { Exchange } from "./exchange.js";
import { asResponse, readMessage } from "./read-message.js";

/** A code as the API spells it, unlike those of Node (`ECONNREFUSED`) and of clients (`ERR_BAD_REQUEST`). */
const API_CODE = /^[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){0,8}$/;

/**
 * Reads a thrown value: its message, its chain of causes (as fetch wraps a failure of the network), and the members
 * `status`, `statusCode` and `code` where a client left them on it. Getters that throw count as absent; never throws.
 */
export function readError(error: unknown): Exchange {
  const thrown = isJsonObject(error) ? error : {};
  const told = describeError(error);
  const status = readStatus(thrown);
  const code = readText(thrown, "code");
  if (code !== null && API_CODE.test(code)) {
    const message = readText(thrown, "message") ?? "";
    return toExchange(JSON.stringify({ error: { code, message } }), status);
  }
  const exchange = readMessage(told);
  if (status === null || exchange.response?.status != null) return exchange;
  return toExchange(exchange.response?.body.text ?? JSON.stringify({ error: told }), status);
}

function toExchange(body: string, status: number | null): Exchange {
  return { request: null, response: asResponse(body, status), failure: null, sentAt: null, receivedAt: null };
}

/** An error in one line, as Node would print it without its stack. */
function describeError(error: unknown): string {
  if (!isJsonObject(error)) return String(error);
  const name = readText(error, "name") ?? "Error";
  const message = readText(error, "message");
  if (message === null) return describeValue(error);
  return `${name}: ${message}${collectCauses(error).map(describeCause).join("")}`;
}

function describeValue(value: JsonObject): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "an unreadable value";
  }
}

/** The causes behind an error, the nearest first; of an aggregate the first error speaks for all. */
function collectCauses(error: JsonObject): ErrorLink[] {
  const links: ErrorLink[] = [];
  let link = readNext(error);
  while (link !== undefined && links.length < 8) {
    links.push({ code: readText(link, "code"), message: readText(link, "message") ?? "" });
    link = readNext(link);
  }
  return links;
}

function readNext(error: JsonObject): JsonObject | undefined {
  const cause = readMember(error, "cause");
  if (isJsonObject(cause)) return cause;
  const errors = readMember(error, "errors");
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return isJsonObject(first) ? first : undefined;
}

function readStatus(error: JsonObject): number | null {
  const status = readMember(error, "status") ?? readMember(error, "statusCode");
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599 ? status : null;
}

function readText(object: JsonObject, name: string): string | null {
  const value = readMember(object, name);
  return typeof value === "string" ? value : null;
}

/** Members of errors are often inherited, or getters. */
function readMember(object: JsonObject, name: string): unknown {
  try {
    return object[name];
  } catch {
    return undefined;
  }
}
