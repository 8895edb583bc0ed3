import type { Header } from "../../exchange/exchange.js";

/** A request as it would be sent, for showing. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  /** Without the key's header where the key is ours. */
  readonly headers: readonly Header[];
  /** Headers that curl would send by itself, and must not. */
  readonly left: readonly string[];
  readonly usesKey: boolean;
  readonly body: Uint8Array | null;
}

/** The curl line for a request. The key is the variable that a shell fills in, never its text. */
export function writeCurl({ method, url, headers, left, usesKey, body }: PlannedRequest): string {
  const words = ["curl", "-i"];
  if (method === "HEAD") words.push("-I");
  else if (method !== (body === null ? "GET" : "POST")) words.push("-X", method);
  // Brackets and braces would be patterns to curl.
  if (/[[\]{}]/.test(url)) words.push("-g");
  words.push(quoteWord(url));
  if (usesKey) words.push("-H", '"Authorization: Bearer $SANDBOX_API_KEY"');
  for (const { name, value } of headers) words.push("-H", quoteWord(value === "" ? `${name};` : `${name}: ${value}`));
  for (const name of left) words.push("-H", quoteWord(`${name}:`));
  // Not --data-binary: that reads a body which starts with @ as the name of a file.
  if (body !== null) words.push("--data-raw", quoteWord(new TextDecoder().decode(body)));
  return words.join(" ");
}

/** Quotes a word for a POSIX shell. */
function quoteWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
