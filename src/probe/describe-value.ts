import { neutraliseLine } from "../text/neutralise.js";

/** The longest value that is quoted, in characters. */
const LONGEST = 60;

/** Names a JSON value by its kind, without its content, so that no id or text of a server is repeated. */
export function describeKind(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value.trim() === "" ? "empty text" : "text";
  return typeof value === "number" ? "a number" : String(value);
}

/** Quotes a value of few possible ones, such as a code or a status; cut, and harmless to show. */
export function describeExact(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value.trim() === "") return describeKind(value);
  const line = neutraliseLine(value);
  return `"${line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line}"`;
}
