import { matchRoute } from "../catalog/match-route.js";
import { isJsonObject, ownText, parseJson, readStored } from "./decode-body.js";
import { decodeCredential } from "./decode-credential.js";
import { decodeEnvelope, findWaitDeviations, NO_ENVELOPE } from "./decode-envelope.js";
import { decodeStream } from "./decode-stream.js";
import { decodeWait } from "./decode-wait.js";
import type { Deviation, Envelope } from "./envelope.js";
import { type Exchange, type Request, type Response, readHeader } from "./exchange.js";
import type { Facts, Target } from "./facts.js";
import { findLeakedKey } from "./find-leaked-key.js";
import { readRequestBody } from "./read-request-body.js";
import { NO_WAIT } from "./wait.js";

/** The longest text of a server that rules look at, in characters. */
const LONGEST_MESSAGE = 4096;

/** Reads an exchange once, so that every rule looks at the same facts. Pure; never throws. */
export function gatherFacts(exchange: Exchange): Facts {
  const { request, response } = exchange;
  const target = request?.url == null ? null : readTarget(request.url);
  const route = findRoute(request, target);
  const content = response !== null && isFileContent(response, route, target);
  const read = response === null || content ? NO_ENVELOPE : decodeAnswer(response);
  const wait = findWait(exchange, read);
  const status = response?.status ?? null;
  const credential = decodeCredential(request);
  const isGood = status === null || status < 400;
  const stream = response !== null && read.shape === "stream" && isGood ? decodeStream(response.body.text) : null;
  const deviations = [
    ...read.deviations,
    ...findWaitDeviations(read, wait, status),
    ...findAnswerDeviations(response, read, stream, credential.text),
  ];
  const envelope = { ...read, deviations };
  return {
    exchange,
    at: exchange.sentAt ?? exchange.receivedAt,
    status: status ?? envelope.bodyStatus,
    envelope,
    code: envelope.code,
    message: (envelope.message ?? "").slice(0, LONGEST_MESSAGE),
    wait,
    stream,
    storedError: response === null || content ? null : readStoredError(response),
    credential,
    route,
    target,
    requestBody: readRequestBody(request),
    answeredBy: response === null ? "nobody" : findAuthor(response, envelope),
  };
}

/** What an answer says; where a status of failure heads a stream of events, its first error speaks. */
function decodeAnswer(response: Response): Envelope {
  const read = decodeEnvelope(response);
  if (read.shape !== "stream" || response.status === null || response.status < 400) return read;
  const [told = ""] = decodeStream(response.body.text).errors;
  return told === "" ? read : { ...read, ...readStored(told) };
}

/**
 * True where the body of a good answer is a file's own bytes: it can look like anything, an error or a web page too. A
 * page where the bytes of a file belong may still be a portal's, so that one is looked at.
 */
function isFileContent(response: Response, route: Facts["route"], target: Target | null): boolean {
  if (response.status === null || response.status < 200 || response.status >= 300) return false;
  const type = readHeader(response.headers, "content-type") ?? "";
  const isBytes = /^application\/octet-stream\b/i.test(type);
  if (route === null) return isBytes;
  if (route.endpoint?.id !== "files.read") return false;
  return isBytes || (/^(?:blob|stream|raw)$/i.test(target?.query.get("format") ?? "") && !/^text\/html\b/i.test(type));
}

/** What only the whole answer shows: an error told after a status of success, and a key that stands in an error's body. */
function findAnswerDeviations(
  response: Response | null,
  envelope: Envelope,
  stream: Facts["stream"],
  credential: string,
): Deviation[] {
  if (response === null) return [];
  const found: Deviation[] = [];
  const isGood = response.status !== null && response.status < 400;
  const holdsError = (envelope.shape === "documented" || envelope.shape === "nested") && envelope.code !== null;
  if (isGood && (holdsError || (stream?.errors.length ?? 0) > 0)) found.push("error_after_success_status");
  if (!isGood && findLeakedKey(response.body.text, credential) !== undefined) found.push("secret_in_answer");
  return found;
}

/** Only an answer that reports an error asks for a wait; `RateLimit` headers stand on good answers too. */
function findWait(exchange: Exchange, envelope: Envelope): Facts["wait"] {
  const { response } = exchange;
  if (response === null || (response.status !== null && response.status < 400)) return NO_WAIT;
  return decodeWait({ retryAfter: envelope.retryAfter, headers: response.headers, receivedAt: exchange.receivedAt });
}

function findRoute(request: Request | null, target: Target | null): Facts["route"] {
  if (request?.method == null || target === null) return null;
  return matchRoute(request.method, target.path);
}

/** Splits a URL by hand: `new URL` would mend what was really sent (`//`, `\`, dots). */
function readTarget(url: string): Target {
  const [, authority = "", rest = ""] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/is.exec(url) ?? [null, "", url];
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const [beforeHash = ""] = rest.split("#", 1);
  const mark = beforeHash.indexOf("?");
  const path = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  return {
    host: host === "" ? null : host,
    path: path === "" ? "/" : path,
    query: new URLSearchParams(mark < 0 ? "" : beforeHash.slice(mark + 1)),
  };
}

/** The `error` text that a good answer about a thread or a sandbox carries, or null. */
function readStoredError(response: Response): string | null {
  if (response.status === null || response.status >= 300) return null;
  const json = parseJson(response.body.text);
  if (!isJsonObject(json) || ownText(json, "id") === null) return null;
  return ownText(json, "error")?.slice(0, LONGEST_MESSAGE) || null;
}

const EDGE_SERVER =
  /cloudflare|nginx|openresty|awselb|cloudfront|varnish|envoy|akamai|fly|vercel|haproxy|apache|caddy|squid|zscaler|traefik|gunicorn|microsoft-iis|gws|litespeed/i;

function findAuthor(response: Response, envelope: Envelope): Facts["answeredBy"] {
  const isPage = envelope.shape === "html" || envelope.shape === "text";
  if (isPage) return findPageAuthor(response, envelope);
  if (envelope.shape !== "empty" && envelope.shape !== "json_broken") return "api";
  return isFromExpress(response) ? "express" : "unknown";
}

function findPageAuthor(response: Response, envelope: Envelope): Facts["answeredBy"] {
  if (isExpressPage(response.body.text)) return "express";
  const server = readHeader(response.headers, "server") ?? "";
  if (EDGE_SERVER.test(server) || isGatewayPage(response.body.text)) return "gateway";
  if (isFromExpress(response)) return "express";
  if (envelope.shape === "text") return "unknown";
  return (response.status ?? 0) >= 400 ? "gateway" : "site";
}

function isFromExpress(response: Response): boolean {
  return /express/i.test(readHeader(response.headers, "x-powered-by") ?? "");
}

/** Express's own error page: a `<pre>` with `Cannot GET …`, a status's name or a stack, under the title `Error`. */
function isExpressPage(text: string): boolean {
  const page = text.slice(0, 2000);
  return /<pre>Cannot [A-Z]+ /.test(page) || (/<title>Error<\/title>/.test(page) && /<pre>/.test(page));
}

function isGatewayPage(text: string): boolean {
  return /cloudflare|<center><h1>\d{3}|nginx|cloudfront|varnish|vercel|gateway|access denied|request entity too large|application error/i.test(
    text.slice(0, 8000),
  );
}
