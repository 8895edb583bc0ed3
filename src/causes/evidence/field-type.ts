import type { Field } from "../../catalog/endpoint.js";

const WORDS: Readonly<Record<Field["type"], string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  "string[]": "a list of texts",
  any: "any value",
};

/** Says what a field takes: `a whole number of at least 1`, `one of "a" and "b"`. */
export function wantedOf(field: Field): string {
  if (field.oneOf !== undefined) return `one of ${field.oneOf.map((value) => `"${value}"`).join(", ")}`;
  return field.least === undefined ? WORDS[field.type] : `${WORDS[field.type]} of at least ${field.least}`;
}

/** True where the value has the field's type, range and set of values. */
export function fitsField(field: Field, value: unknown): boolean {
  if (!fitsType(field.type, value)) return false;
  if (field.oneOf !== undefined && !field.oneOf.some((allowed) => allowed === value)) return false;
  return field.least === undefined || typeof value !== "number" || value >= field.least;
}

/** The same for a query parameter, which is always text. */
export function fitsQueryField(field: Field, text: string): boolean {
  const isNumber = field.type === "number" || field.type === "integer";
  if (!isNumber) return fitsField({ ...field, type: "string" }, text);
  return text.trim() !== "" && fitsField(field, Number(text));
}

function fitsType(type: Field["type"], value: unknown): boolean {
  switch (type) {
    case "any":
      return true;
    case "array":
      return Array.isArray(value);
    case "string[]":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}
