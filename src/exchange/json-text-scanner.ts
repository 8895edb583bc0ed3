const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPES = new Set([...'"\\/bfnrtu'].map((character) => character.charCodeAt(0)));

/** How far a text in double quotes has come. */
export type TextState = "open" | "ended" | "control character" | "bad escape";

/** Passes one text of JSON piece by piece, from behind its opening quote to its closing one. */
export class JsonTextScanner {
  /** How many characters have been passed. */
  characters = 0;
  #escaped = false;
  #hexLeft = 0;
  #kept: number[] | null;
  readonly #mostKept: number;

  /** A text of at most so many bytes is kept, so that it can be asked for at its end; of a longer one nothing is. */
  constructor(mostKept: number) {
    this.#mostKept = mostKept;
    this.#kept = mostKept > 0 ? [] : null;
  }

  /** Passes bytes from `at`; the state, and the place of the first byte that is not passed. */
  feed(bytes: Uint8Array, at: number): { readonly state: TextState; readonly at: number } {
    for (let next = at; next < bytes.length; next += 1) {
      const byte = bytes[next] ?? 0;
      if ((byte & 0xc0) !== 0x80) this.characters += 1;
      if (byte >= 0x30 && byte !== BACKSLASH && !this.#escaped && this.#hexLeft === 0 && this.#kept === null) continue;
      const state = this.#take(byte);
      if (state !== "open") return { state, at: next + 1 };
    }
    return { state: "open", at: bytes.length };
  }

  /** The text, once it has ended; undefined where it was not kept. */
  read(): string | undefined {
    const kept = this.#kept;
    if (kept === null) return undefined;
    // Most names and texts; a decoder for each of a million of them would take a second.
    if (!kept.some((byte) => byte >= 0x80 || byte === BACKSLASH)) return String.fromCharCode(...kept);
    try {
      return JSON.parse(`"${new TextDecoder().decode(Uint8Array.from(kept))}"`) as string;
    } catch {
      return undefined;
    }
  }

  #take(byte: number): TextState {
    if (byte < 0x20) return "control character";
    if (this.#hexLeft > 0) {
      if (!isHexDigit(byte)) return "bad escape";
      this.#hexLeft -= 1;
    } else if (this.#escaped) {
      if (!ESCAPES.has(byte)) return "bad escape";
      this.#escaped = false;
      if (byte === 0x75) this.#hexLeft = 4;
    } else if (byte === QUOTE) return "ended";
    else if (byte === BACKSLASH) this.#escaped = true;
    if (this.#kept !== null) {
      if (this.#kept.length < this.#mostKept) this.#kept.push(byte);
      else this.#kept = null;
    }
    return "open";
  }
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}
