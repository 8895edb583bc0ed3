import type { Facts } from "../../exchange/facts.js";
import type { Evidence } from "../cause.js";
import { clip } from "./quote-value.js";
import { quotesQuery } from "./sent-id.js";

/** The methods that RFC 9110, section 9, and RFC 5789 define; the API itself uses four of them. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
/** How Node, PostgreSQL and others refuse a NUL. */
export const NUL_WORDS =
  /\bnull bytes?\b|\bNUL (?:byte|character)|\binvalid byte sequence for encoding\b|\b0x00\b|\\[ux]00(?:00)?\b|\bunsupported Unicode escape sequence\b|\u0000/i;

/** A place in a request that a server refuses before it looks for what the request names. */
export interface RequestFault {
  readonly evidence: Evidence;
  readonly what: string;
  readonly fix: string;
}

/** What in a request is no proper HTTP, or what no server can read; undefined where nothing is seen. */
export function findRequestFault(facts: Facts): RequestFault | undefined {
  const path = facts.target?.path ?? "";
  const percent = findBadPercent(path);
  if (percent !== undefined && facts.status !== 500)
    return {
      evidence: { where: "request.path", saw: percent.saw },
      what: `The path holds ${percent.saw} at character ${percent.position}, which is no valid percent-encoding.`,
      fix: `Encode the path anew: ${percent.saw} at character ${percent.position} is broken. A percent sign itself is written %25.`,
    };
  return findNulInUrl(facts) ?? findOddMethod(facts) ?? findRawCharacter(path, facts) ?? findNulInBody(facts);
}

function findNulInUrl(facts: Facts): RequestFault | undefined {
  const inPath = /%00|\u0000/.test(facts.target?.path ?? "");
  const name = inPath ? undefined : [...(facts.target?.query ?? [])].find(([, value]) => value.includes("\u0000"))?.[0];
  if (!inPath && name === undefined) return undefined;
  const where = name === undefined ? "path" : `query parameter ${clip(name, 60)}`;
  return {
    evidence: { where: name === undefined ? "request.path" : `request.query.${clip(name, 60)}`, saw: "%00" },
    what: `The ${where} holds a NUL character (%00).`,
    fix: `Remove the NUL (%00) from the ${where}: it often comes from reading a fixed-size buffer as text.`,
  };
}

/** The first percent sign that does not start a readable encoding; positions count from 1. */
function findBadPercent(path: string): { readonly saw: string; readonly position: number } | undefined {
  const single = /%(?![0-9a-f]{2})/i.exec(path);
  if (single !== null) return { saw: path.slice(single.index, single.index + 3), position: single.index + 1 };
  for (const match of path.matchAll(/(?:%[0-9a-f]{2})+/gi)) {
    if (!isDecodable(match[0])) return { saw: clip(match[0], 30), position: match.index + 1 };
  }
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function findOddMethod(facts: Facts): RequestFault | undefined {
  const method = facts.exchange.request?.method ?? null;
  if (method === null || METHODS.includes(method) || facts.status === 500 || facts.code !== null) return undefined;
  const capitals = method.toUpperCase();
  const meant = METHODS.includes(capitals) ? `${capitals}, in capitals` : "GET, POST, PATCH or DELETE";
  return {
    evidence: { where: "request.method", saw: clip(method, 40) },
    what: `${clip(method, 40)} is no HTTP method.`,
    fix: `Send the request with the method ${meant}.`,
  };
}

function findRawCharacter(path: string, facts: Facts): RequestFault | undefined {
  const match = /[\u0000-\u0020\u007f]/.exec(path);
  if (match === null || facts.code !== null || facts.status !== 400) return undefined;
  const position = match.index + 1;
  return {
    evidence: { where: "request.path", saw: `a space or control character at character ${position}` },
    what: `The path holds a raw space or control character at character ${position}.`,
    fix: `Encode the character at position ${position} of the path: a space is written %20.`,
  };
}

function findNulInBody(facts: Facts): RequestFault | undefined {
  const text = facts.exchange.request?.body?.text ?? "";
  const isRefused = quotesQuery(facts) || NUL_WORDS.test(facts.message);
  if (!isRefused || facts.requestBody.kind !== "json" || !/(?<!\\)(?:\\\\){0,20}\\u0000/.test(text)) return undefined;
  return {
    evidence: { where: "request.body", saw: "\\u0000" },
    what: "A text in the body holds a NUL character (\\u0000), which no path, command or database takes.",
    fix: "Remove the NUL (\\u0000) from the texts of the body.",
  };
}
