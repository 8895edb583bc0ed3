import { readKeyKind } from "../../catalog/key-form.js";
import { readClientRefusal, readQuotedHeader, readRefusedHeaderName } from "../../exchange/client-refusal.js";
import type { Credential } from "../../exchange/credential.js";
import { decodeCredential } from "../../exchange/decode-credential.js";
import type { Facts } from "../../exchange/facts.js";
import { findKeyProblem, type KeyProblem } from "./key-problem.js";

/** A key that a client refused to put into the Authorization header: nothing was sent. */
export interface RefusedKey {
  /** What is wrong with it; undefined where neither the request nor the message shows its text. */
  readonly problem: KeyProblem | undefined;
  /** The clause for it, such as "a line break at position 41 of 73". Never quotes the key. */
  readonly what: string;
  /** True where the text itself was seen. */
  readonly seen: boolean;
}

/**
 * Reads the message with which an HTTP client refuses the Authorization header: fetch (ByteString, Headers.append),
 * node:http (ERR_INVALID_CHAR), undici, httpx and Go. Undefined where it refuses something else, or nothing.
 */
export function readRefusedKey(facts: Facts): RefusedKey | undefined {
  const words = readWords(facts);
  if (readClientRefusal(words) !== "header_value") return undefined;
  const name = readRefusedHeaderName(words);
  if (name !== undefined && !/^(?:proxy-)?authorization$/i.test(name)) return undefined;
  const sent = findSent(facts, words);
  if (sent === undefined) return readUnseen(words, name);
  const problem = findKeyProblem(sent);
  if (problem === undefined || problem.kind === "suspicious") return undefined;
  return { problem, what: problem.what, seen: true };
}

/** The words of the client, wherever they were recorded. */
function readWords(facts: Facts): string {
  return facts.exchange.failure?.message ?? facts.message;
}

/** The credential as it was to be sent: the request's, or the one that the message quotes. */
function findSent(facts: Facts, words: string): Credential | undefined {
  const { scheme } = facts.credential;
  if (scheme !== "unknown" && scheme !== "absent") return facts.credential;
  const quoted = readQuotedHeader(words);
  if (quoted === undefined || !(/^(?:bearer|basic|token)(?:\s|$)/i.test(quoted) || readKeyKind(quoted) !== "other"))
    return undefined;
  const value = quoted.replace(/\\n/g, "\n").replace(/\\r/g, "\r");
  return decodeCredential({ method: null, url: "/", headers: [{ name: "authorization", value }], body: null });
}

/** Nothing shows the key's text: the message tells a place and a character, or names the header. */
function readUnseen(words: string, name: string | undefined): RefusedKey | undefined {
  const place = readCharacter(words);
  if (place === undefined && name === undefined && !/authorization|bearer|21st_sk_|an_sk_|an_t_/i.test(words))
    return undefined;
  const what =
    place === undefined ? "a character that no header may hold" : `a character that no header may hold ${place}`;
  return { problem: undefined, what, seen: false };
}

function readCharacter(words: string): string | undefined {
  const byteString = /\bByteString\b.{0,80}\bindex (\d{1,6}).{0,40}\bvalue of (\d{1,7})/is.exec(words);
  if (byteString !== null) return describe(Number(byteString[1]), Number(byteString[2]));
  const python =
    /\b(?:latin-1|ascii)' codec can't encode character '\\[xuU]([0-9a-f]{2,8})'.{0,20}position (\d{1,6})/i.exec(words);
  return python === null ? undefined : describe(Number(python[2]), Number.parseInt(python[1] ?? "", 16));
}

function describe(index: number, code: number): string {
  return `(U+${code.toString(16).toUpperCase().padStart(4, "0")}) at index ${index} of the header's value`;
}
