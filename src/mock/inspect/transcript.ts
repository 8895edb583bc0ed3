import type { Header } from "../../exchange/exchange.js";

/** Enough for any head and for what is kept of a body. */
const MOST_BYTES = 128 * 1024;
/** A head may be oversized on purpose; so much of a header is kept. */
const MOST_VALUE_LENGTH = 4096;

/** What went over a connection as one answer, kept to be read as HTTP afterwards. */
export class Transcript {
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #bytes = 0;

  /** Notes the next bytes. */
  note(chunk: string | Buffer): void {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, "latin1") : chunk;
    this.#bytes += bytes.length;
    const room = MOST_BYTES - this.#kept;
    if (room <= 0) return;
    this.#chunks.push(bytes.subarray(0, room));
    this.#kept += Math.min(room, bytes.length);
  }

  /** The headers, and the body as it was sent (chunks and all), as far as they are kept. */
  read(): { readonly headers: readonly Header[]; readonly body: Buffer; readonly bodyBytes: number } {
    const all = Buffer.concat(this.#chunks);
    const end = all.indexOf("\r\n\r\n");
    const head = all.toString("latin1", 0, end < 0 ? all.length : end);
    const headers = head.split("\r\n").slice(1).map(parseHeader);
    const bodyStart = end < 0 ? this.#bytes : end + 4;
    return { headers, body: all.subarray(bodyStart), bodyBytes: this.#bytes - bodyStart };
  }
}

function parseHeader(line: string): Header {
  const colon = line.indexOf(":");
  return {
    name: colon < 0 ? line : line.slice(0, colon),
    value:
      colon < 0
        ? ""
        : line
            .slice(colon + 1)
            .trim()
            .slice(0, MOST_VALUE_LENGTH),
  };
}
