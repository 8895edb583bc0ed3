import type { Field, FieldType } from "../catalog/endpoint.js";
import { Refusal } from "./refusal.js";

/** Members of a request's body or query string; read them with the functions of read-member.ts. */
export type Members = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<FieldType, { name: string; fits(value: unknown): boolean }>> = {
  string: { name: "a string", fits: (value) => typeof value === "string" },
  number: { name: "a number", fits: (value) => Number.isFinite(value) },
  integer: { name: "an integer", fits: (value) => Number.isInteger(value) },
  boolean: { name: "a boolean", fits: (value) => typeof value === "boolean" },
  object: { name: "an object", fits: isMembers },
  array: { name: "an array", fits: (value) => Array.isArray(value) },
  "string[]": {
    name: "an array of strings",
    fits: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  },
  any: { name: "anything", fits: () => true },
};

/** True for a JSON object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Checks members against the endpoint table, in its order: first that nothing required is missing (absent, null or
 * empty text), then that each has its type. Throws a Refusal `invalid_request` for the first that fails.
 */
export function checkFields(fields: readonly Field[], members: Members): void {
  for (const field of fields) {
    const value = members[field.name];
    if (field.required && (value ?? "") === "") throw new Refusal("invalid_request", `${field.name} is required`);
  }
  for (const field of fields) {
    const value = members[field.name] ?? undefined;
    if (value !== undefined) checkValue(field, value);
  }
}

/** True where a value has the type and the bounds that the field gives. */
export function fitsField(field: Field, value: unknown): boolean {
  const fits = TYPES[field.type].fits(value) && !(field.least !== undefined && Number(value) < field.least);
  return fits && (field.oneOf === undefined || field.oneOf.includes(String(value)));
}

function checkValue(field: Field, value: unknown): void {
  const type = TYPES[field.type];
  if (!type.fits(value)) throw new Refusal("invalid_request", `${field.name} must be ${type.name}`);
  if (field.least !== undefined && Number(value) < field.least) {
    throw new Refusal("invalid_request", `${field.name} must be at least ${field.least}`);
  }
  if (field.oneOf !== undefined && !field.oneOf.includes(String(value))) {
    throw new Refusal("invalid_request", `${field.name} must be one of ${field.oneOf.join(", ")}`);
  }
}
