import type { RequestBody } from "./facts.js";
import { JsonTextScanner, type TextState } from "./json-text-scanner.js";

/** Who is told the texts at and below some members. */
export interface TextListener {
  /** True for the name of a member whose texts are wanted. */
  isWanted(name: string): boolean;
  onText(text: string): void;
}

type Fault = RequestBody["fault"];
type Expected = "value" | "first value" | "name" | "first name" | "colon" | "next";

const WORD = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;
/** Longer names are nobody's secret; longer texts are files. In bytes. */
const LONGEST_NAME = 64;
const LONGEST_TOLD = 16_384;
/** A number of a thousand digits is nobody's. */
const LONGEST_WORD = 1000;
/** Deeper nesting is not judged, as in bodies that are read whole. */
const DEEPEST = 500;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LINE_BREAK = 0x0a;
const SPACE = 1;
const IN_WORD = 2;
/** What each byte is: a regular expression for each of ten million would take a second. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[ \t\r\n]/.test(character) ? SPACE : /[\w+.-]/.test(character) ? IN_WORD : 0;
});
const TEXT_FAULTS: Readonly<Record<Exclude<TextState, "open" | "ended">, string>> = {
  "control character": "a line break or control character within a text",
  "bad escape": "an escape that JSON does not have",
};

/**
 * Checks piece by piece whether bytes are JSON (RFC 8259), in memory that does not grow with them, however long a text in
 * them is. What is nested deeper than 500 is not judged.
 */
export class JsonScanner {
  #fault: Fault = null;
  #stopped = false;
  #expected: Expected = "value";
  /** One for each open bracket. */
  readonly #open: { readonly isObject: boolean; readonly wanted: boolean }[] = [];
  #memberWanted = false;
  #text: JsonTextScanner | null = null;
  #textIsName = false;
  #word: string | null = null;
  #line = 1;
  #column = 0;
  /** How much of a byte order mark has come; 3 where none can come any more. */
  #marked = 0;
  readonly #listener: TextListener;

  constructor(listener: TextListener) {
    this.#listener = listener;
  }

  /** Takes the next bytes. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#stopped; ) {
      if (this.#text !== null) at = this.#feedText(this.#text, bytes, at);
      else {
        this.#takeByte(bytes[at] ?? 0);
        at += 1;
      }
    }
  }

  /** The first fault, with line and column from 1, also where all that was fed ends too early; null where it is JSON. */
  end(): Fault {
    if (!this.#stopped && this.#text === null) this.#endWord();
    if (this.#stopped) return this.#fault;
    this.#column += 1 + (this.#text?.characters ?? 0);
    if (this.#text !== null || this.#open.length > 0 || this.#expected !== "next")
      this.#fail("the end comes before the JSON is whole");
    return this.#fault;
  }

  #fail(what: string): void {
    this.#stopped = true;
    this.#fault = { line: this.#line, column: Math.max(1, this.#column), what };
  }

  #feedText(text: JsonTextScanner, bytes: Uint8Array, from: number): number {
    const { state, at } = text.feed(bytes, from);
    if (state === "open") return at;
    this.#column += text.characters;
    this.#text = null;
    if (state !== "ended") this.#fail(TEXT_FAULTS[state]);
    else if (this.#textIsName) this.#endName(text.read());
    else this.#endValue(text.read());
    return at;
  }

  #endName(name: string | undefined): void {
    this.#memberWanted = this.#open.at(-1)?.wanted === true || (name !== undefined && this.#listener.isWanted(name));
    this.#expected = "colon";
  }

  #endValue(text: string | undefined): void {
    if (text !== undefined) this.#listener.onText(text);
    this.#expected = "next";
  }

  #takeByte(byte: number): void {
    if (this.#marked < 3 && byte === BYTE_ORDER_MARK[this.#marked]) {
      this.#marked += 1;
      return;
    }
    this.#marked = 3;
    if ((byte & 0xc0) !== 0x80) this.#column += 1;
    if (this.#word !== null) {
      if (KINDS[byte] === IN_WORD && this.#word.length < LONGEST_WORD) {
        this.#word += String.fromCharCode(byte);
        return;
      }
      this.#endWord();
    }
    if (byte === LINE_BREAK) {
      this.#line += 1;
      this.#column = 0;
    } else if (!this.#stopped && KINDS[byte] !== SPACE) this.#takeMark(String.fromCharCode(byte));
  }

  #endWord(): void {
    if (this.#word === null) return;
    if (WORD.test(this.#word)) this.#expected = "next";
    else this.#fail(`${this.#word.slice(0, 20)} is no value of JSON`);
    this.#word = null;
  }

  #takeMark(mark: string): void {
    const expected = this.#expected;
    const parent = this.#open.at(-1);
    if (mark === '"' && expected.endsWith("name")) this.#beginText(true);
    else if (expected.endsWith("value") && /["{[\w-]/.test(mark)) this.#beginValue(mark);
    else if (mark === ":" && expected === "colon") this.#expected = "value";
    else if (mark === "," && expected === "next" && parent !== undefined)
      this.#expected = parent.isObject ? "name" : "value";
    else if (this.#closes(mark)) {
      this.#open.pop();
      this.#expected = "next";
    } else this.#fail(describeExpected(expected, parent?.isObject));
  }

  #beginValue(mark: string): void {
    if (mark === '"') this.#beginText(false);
    else if (mark === "{" || mark === "[") this.#openBracket(mark === "{");
    else this.#word = mark;
  }

  #beginText(isName: boolean): void {
    this.#textIsName = isName;
    this.#text = new JsonTextScanner(isName ? LONGEST_NAME : this.#isWantedHere() ? LONGEST_TOLD : 0);
  }

  #isWantedHere(): boolean {
    const parent = this.#open.at(-1);
    return parent?.isObject === true ? this.#memberWanted : parent?.wanted === true;
  }

  #openBracket(isObject: boolean): void {
    this.#open.push({ isObject, wanted: this.#isWantedHere() });
    this.#expected = isObject ? "first name" : "first value";
    if (this.#open.length > DEEPEST) this.#stopped = true;
  }

  #closes(mark: string): boolean {
    const isObject = this.#open.at(-1)?.isObject;
    if (isObject === undefined || mark !== (isObject ? "}" : "]")) return false;
    return this.#expected === "next" || this.#expected === (isObject ? "first name" : "first value");
  }
}

function describeExpected(expected: Expected, isObject: boolean | undefined): string {
  if (expected === "colon") return "a colon expected";
  if (expected === "name" || expected === "first name") return "a name in double quotes expected";
  if (expected !== "next") return "a value expected";
  return isObject === undefined ? "nothing more expected" : `a comma or ${isObject ? "}" : "]"} expected`;
}
