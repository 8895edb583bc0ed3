import type { Facts } from "../../exchange/facts.js";

/** A character of the Authorization header that a client refused to send. */
export interface RejectedCharacter {
  /** Counted from 0 within the header's value; null where the client gave none. */
  readonly index: number | null;
  /** Code point such as `U+2026`; null where the client gave none. */
  readonly codePoint: string | null;
}

/** The words of the client or server, wherever they were recorded. */
function readWords(facts: Facts): string {
  return (facts.exchange.failure?.message ?? facts.message).slice(0, 2000);
}

/**
 * Reads the message with which an HTTP client refuses a header's value: fetch (ByteString), node:http
 * (ERR_INVALID_CHAR), undici, Python and Go. Undefined where the words are no such message.
 */
export function readRejectedCharacter(facts: Facts): RejectedCharacter | undefined {
  const words = readWords(facts);
  const byteString = /\bByteString\b.{0,80}\bindex (\d{1,6}).{0,40}\bvalue of (\d{1,7})/is.exec(words);
  if (byteString !== null) return describe(Number(byteString[1]), Number(byteString[2]));
  const python =
    /\b(?:latin-1|ascii)' codec can't encode character '\\[xuU]([0-9a-f]{2,8})'.{0,20}position (\d{1,6})/i.exec(words);
  if (python !== null) return describe(Number(python[2]), Number.parseInt(python[1] ?? "", 16));
  const general =
    /invalid character in header content|is an invalid header value|invalid header (?:field )?value|illegal header value|ERR_INVALID_CHAR/i;
  return general.test(words) && /authorization|bearer|21st_sk_|an_sk_|an_t_/i.test(words)
    ? { index: null, codePoint: null }
    : undefined;
}

/** True where a client refused the header because nothing stands behind `Bearer ` (httpx, observed wording). */
export function isEmptyKeyInHeader(facts: Facts): boolean {
  return /\b(?:illegal|invalid) header value:? b?['"]Bearer (?:None|undefined|null)?['"]/i.test(readWords(facts));
}

function describe(index: number, code: number): RejectedCharacter {
  return { index, codePoint: `U+${code.toString(16).toUpperCase().padStart(4, "0")}` };
}
