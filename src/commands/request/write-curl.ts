import type { Header } from "../../exchange/exchange.js";
import { neutraliseText } from "../../text/neutralise.js";

/** A request as it would be sent, for showing. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  /** Without the key's header where the key is ours. */
  readonly headers: readonly Header[];
  /** Headers that curl would send by itself, and must not. */
  readonly left: readonly string[];
  /** The variable that a shell fills the key in from; null where none is sent. */
  readonly keyVariable: string | null;
  readonly body: CurlBody | null;
}

/** A body as the line has it: a file by its name, bytes, or what is too much for a line and has to be piped in. */
export type CurlBody =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "piped" };

/**
 * The curl line for a request. The key is the variable that a shell fills in, never its text; `redact` takes the other
 * secrets out before anything is encoded.
 */
export function writeCurl(request: PlannedRequest, redact: (text: string) => string): string {
  const { method, url, headers, left, keyVariable, body } = request;
  const words = ["curl", "-i"];
  if (method === "HEAD") words.push("-I");
  else if (method !== (body === null ? "GET" : "POST")) words.push("-X", method);
  // Brackets and braces would be patterns to curl.
  if (/[[\]{}]/.test(url)) words.push("-g");
  words.push(quoteWord(url));
  if (keyVariable !== null) words.push("-H", `"Authorization: Bearer $${keyVariable}"`);
  for (const { name, value } of headers) words.push("-H", quoteWord(value === "" ? `${name};` : `${name}: ${value}`));
  for (const name of left) words.push("-H", quoteWord(`${name}:`));
  if (body === null) return words.join(" ");
  const { before, option } = writeBody(body, redact);
  return `${before}${[...words, ...option].join(" ")}`;
}

function writeBody(
  body: CurlBody,
  redact: (text: string) => string,
): { readonly before: string; readonly option: readonly string[] } {
  const piped = ["--data-binary", "@-"];
  if (body.kind === "file") return { before: "", option: ["--data-binary", quoteWord(`@${body.path}`)] };
  if (body.kind === "piped") return { before: "", option: piped };
  const text = redact(readUtf8(body.bytes) ?? "");
  // Not --data-binary: that reads a body which starts with @ as the name of a file.
  if (body.bytes.length === 0 || (text !== "" && neutraliseText(text) === text))
    return { before: "", option: ["--data-raw", quoteWord(text)] };
  const bytes = text === "" ? latin1Of(redact(readLatin1(body.bytes))) : new TextEncoder().encode(text);
  return { before: `printf '${writeFormat(bytes)}' | `, option: piped };
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function latin1Of(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Bytes as the format of printf(1), which every POSIX shell has: what cannot be shown in octal. */
function writeFormat(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[ -$&(-[\]-~]/.test(character) ? character : `\\${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}

/** Quotes a word for a POSIX shell. */
function quoteWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
