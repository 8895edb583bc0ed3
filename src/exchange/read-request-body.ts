import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { isJsonObject, parseJson } from "./decode-body.js";
import { type Body, type Request, readHeader } from "./exchange.js";
import type { RequestBody } from "./facts.js";

const UNKNOWN: RequestBody = { kind: "unknown", value: undefined, object: null, fault: null, bytes: null };
/** A longer body is not searched for its first fault: 12 MB, a little over what the server takes. */
const LONGEST_TEXT = 12_000_000;

/** Reads the body of a request: JSON, broken JSON with its first fault, something else, or nothing. */
export function readRequestBody(request: Request | null): RequestBody {
  if (request === null) return UNKNOWN;
  const declared = readHeader(request.headers, "content-length")?.trim() ?? "";
  const declaredBytes = /^\d{1,15}$/.test(declared) ? Number(declared) : null;
  if (request.body === null) return { ...UNKNOWN, bytes: declaredBytes };
  const bytes = Math.max(request.body.bytes, declaredBytes ?? 0);
  if (request.body.bytes === 0) return { ...UNKNOWN, kind: "absent", bytes };
  return readText(request, request.body, bytes);
}

function readText(request: Request, { text, truncated }: Body, bytes: number): RequestBody {
  const other: RequestBody = { ...UNKNOWN, kind: "other", bytes };
  if (isDeep(text)) return other;
  const json = text === "" ? undefined : parseJson(text);
  if (json !== undefined)
    return { kind: "json", value: json, object: isJsonObject(json) ? json : null, fault: null, bytes };
  const type = readHeader(request.headers, "content-type") ?? "";
  const meantAsJson = /json/i.test(type) || (type === "" && /^\s*[{[]/.test(text));
  if (!meantAsJson || truncated) return other;
  return { ...UNKNOWN, kind: "broken_json", fault: findJsonFault(text), bytes };
}

/** The first place at which a text stops being JSON, counted from 1; null where it is JSON, or too long or deep to search. */
export function findJsonFault(text: string): RequestBody["fault"] {
  if (text.length > LONGEST_TEXT || isDeep(text)) return null;
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: false, disallowComments: true });
  const first = errors[0];
  if (first === undefined) return null;
  const before = text.slice(0, first.offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    line: before.split("\n").length,
    column: first.offset - lineStart + 1,
    what: wordFault(printParseErrorCode(first.error)),
  };
}

/** Where brackets open deeper than this, whatever goes down into each (a parser, JSON.stringify) may overflow the stack. */
const DEEPEST = 500;

/** Brackets within texts count too: that errs on the safe side. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** `PropertyNameExpected` → `property name expected`. */
function wordFault(name: string): string {
  return name.replace(/(?!^)([A-Z])/g, " $1").toLowerCase();
}
