import { readClientReading } from "./client-reading.js";
import { readClientRefusal, withholdsReason } from "./client-refusal.js";
import type { Failure, FailureKind, Phase } from "./exchange.js";
import { CURL_EXITS, FAILURE_NAME_FAMILIES, FAILURE_NAMES } from "./failure-names.js";
import { FAILURE_PHRASES } from "./failure-phrases.js";

/** The kind of failure that a name such as `ECONNREFUSED` or `net::ERR_CONNECTION_RESET` stands for, or undefined. */
export function classifyFailureCode(code: string): FailureKind | undefined {
  const name = code.replace(/^net::/, "").toUpperCase();
  if (Object.hasOwn(FAILURE_NAMES, name)) return FAILURE_NAMES[name];
  return FAILURE_NAME_FAMILIES.find(([start]) => name.startsWith(start))?.[1];
}

/**
 * Reads a failure out of what a program printed: an error of Node or undici, a browser's `net::ERR_…`, curl's message.
 * Its kind is `other` where a client refused to send the request, could not use the answer, or says only that there is
 * none. Undefined where the text tells of no failure.
 */
export function decodeFailure(text: string): Failure | undefined {
  const shown = text.slice(0, 8192);
  const named = readNamedCode(shown);
  if (named !== undefined) {
    const kind = refineKind(named.kind, shown);
    return { kind, code: named.code, phase: phaseOf(kind, named.code, shown), message: shown.trim() };
  }
  const exit = /\bcurl(?:: \(| error )(\d{1,3})\b/i.exec(shown)?.[1];
  const kind = isNameless(shown)
    ? "other"
    : (readCurlKind(exit, shown) ?? FAILURE_PHRASES.find(([phrase]) => phrase.test(shown))?.[1]);
  if (kind === undefined) return undefined;
  const code = exit === undefined ? (BROWSER_NAME.exec(shown)?.[0] ?? null) : `curl ${exit}`;
  return { kind, code, phase: phaseOf(kind, "", shown), message: shown.trim() };
}

/** A browser's name that stands for no kind that is known here. */
const BROWSER_NAME = /\bnet::ERR_[A-Z0-9_]{3,60}\b/;

function isNameless(text: string): boolean {
  if (readClientRefusal(text) !== undefined || readClientReading(text) !== undefined) return true;
  return withholdsReason(text) || BROWSER_NAME.test(text);
}

/** Names that often wrap another one, which says more. */
const GENERAL: ReadonlySet<string> = new Set(["UND_ERR_SOCKET", "EPROTO", "ECONNABORTED"]);

function readNamedCode(text: string): { readonly code: string; readonly kind: FailureKind } | undefined {
  let general: { code: string; kind: FailureKind } | undefined;
  for (const [, code = ""] of text.matchAll(/\b((?:net::)?[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*)\b/g)) {
    const kind = code.length > 3 ? classifyFailureCode(code) : undefined;
    if (kind === undefined) continue;
    if (!GENERAL.has(code)) return { code, kind };
    general ??= { code, kind };
  }
  return general;
}

/** What the words around a name make of it: some clients use one name for several failures. */
function refineKind(kind: FailureKind, text: string): FailureKind {
  if (kind === "reset" && /before secure TLS connection was established/i.test(text)) return "tls_protocol";
  if (/\bwhen HTTP Tunneling\b/i.test(text)) return "proxy";
  if (/\btimeout awaiting '(?:lookup|connect|secureConnect)'/i.test(text)) return "timeout_connect";
  if (/\btimeout awaiting '|\btimeout of \d{1,9} ?ms exceeded|\b(?:read|write) ETIMEDOUT\b/i.test(text))
    return "timeout_response";
  return kind === "reset" && /\brequest aborted\b/i.test(text) ? "aborted" : kind;
}

function readCurlKind(exit: string | undefined, text: string): FailureKind | undefined {
  if (exit === undefined || !Object.hasOwn(CURL_EXITS, exit)) return undefined;
  if (exit === "7" && /unreachable|no route/i.test(text)) return "unreachable";
  if (exit === "28" && /connection timed out|failed to connect|connect timeout|resolving timed out/i.test(text))
    return "timeout_connect";
  if (exit === "56" && /\bproxy\b|\bCONNECT\b/.test(text)) return "proxy";
  if (exit === "60" && /expired/i.test(text)) return "tls_expired";
  if (exit === "60" && /subject name|does not match|altname/i.test(text)) return "tls_hostname";
  if (exit === "35" && /reset/i.test(text)) return "reset";
  return CURL_EXITS[exit];
}

function phaseOf(kind: FailureKind, code: string, text: string): Phase | null {
  if (kind === "dns") return "resolve";
  if (kind === "refused" || kind === "unreachable" || kind === "timeout_connect" || kind === "proxy") return "connect";
  if (kind.startsWith("tls_")) return "tls";
  if (code === "UND_ERR_BODY_TIMEOUT" || WITHIN_BODY.test(text)) {
    return /with 0 (?:out of 0 )?bytes received/.test(text) ? "head" : "body";
  }
  return kind === "timeout_response" || kind === "reset" || kind === "invalid_response" ? "head" : null;
}

const WITHIN_BODY =
  /chunked|content[_-]length|transfer closed|bytes (?:received|missing|read)|IncompleteRead|message body|reading body/i;
