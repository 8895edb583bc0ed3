import { isUtf8 } from "node:buffer";
import { type Body, EMPTY_BODY } from "../exchange/exchange.js";

/** Bytes gathered piece by piece. One buffer holds them all, so that a body sent byte by byte costs no more than another. */
export class GatheredBytes {
  length = 0;
  #store: Buffer = Buffer.alloc(0);

  append(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.#store.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#store.length * 2, 1024));
      this.#store.copy(larger, 0, 0, this.length);
      this.#store = larger;
    }
    this.#store.set(piece, this.length);
    this.length = needed;
  }

  toBody(truncated: boolean): Body {
    return makeBody(this.#store.subarray(0, this.length), truncated);
  }
}

/** A body of these bytes: text where they are UTF-8, else base64. Where it was cut, half a character at its end is left out of the text. */
export function makeBody(bytes: Uint8Array, truncated: boolean): Body {
  if (bytes.length === 0 && !truncated) return EMPTY_BODY;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = truncated ? whole.subarray(0, endOfCharacters(whole)) : whole;
  if (isUtf8(kept)) return { text: kept.toString("utf8"), base64: null, bytes: whole.length, truncated };
  return { text: "", base64: whole.toString("base64"), bytes: whole.length, truncated };
}

/** Where the last whole character ends, if the last 1 to 3 bytes are the start of another. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
