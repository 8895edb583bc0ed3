import { isJsonObject, ownMember, ownNumber, ownText, parseJson } from "./decode-body.js";

/** Whose errors a body's shape shows. */
export interface ForeignShape {
  /** As a noun. */
  readonly what: string;
  /** True for the default errors of a web framework, which no gateway writes. */
  readonly isFramework: boolean;
}

/** What a body's shape says of who wrote it, as a noun; names of frameworks are those whose default errors look so. */
const SHAPES: readonly (readonly [what: string, members: readonly string[]])[] = [
  ["the errors of a NestJS server", ["statusCode", "message", "error"]],
  ["the errors of a Spring server", ["timestamp", "status", "error", "path"]],
  ["the errors of a FastAPI server", ["detail"]],
  ["the errors of a Google API", ["fault"]],
];

/**
 * Names the kind of server whose error a JSON body is, where this API and its gateways never write one of that shape: a
 * code that is a number, `statusCode`, `detail` alone, a list of `errors`, `success: false`. Undefined where it could be
 * this API's, or is no JSON object.
 */
export function readForeignShape(text: string): ForeignShape | undefined {
  const json = parseJson(text.slice(0, 65_536));
  if (!isJsonObject(json)) return undefined;
  if (isJsonObject(ownMember(json, "error"))) return undefined;
  const names = Object.keys(json);
  const known = SHAPES.find(([, members]) => members.every((member) => Object.hasOwn(json, member)));
  if (known !== undefined && (known[1].length > 1 || names.length === 1)) return { what: known[0], isFramework: true };
  if (ownText(json, "error") !== null) return undefined;
  const isNumbered = ownNumber(json, "code") !== null || ownNumber(json, "statusCode") !== null;
  const isFlagged = ownMember(json, "success") === false || ownMember(json, "ok") === false;
  const isList = Array.isArray(ownMember(json, "errors"));
  return isNumbered || isFlagged || isList
    ? { what: "errors of a shape that this API never sends", isFramework: false }
    : undefined;
}
