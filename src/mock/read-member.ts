import type { Field } from "../catalog/endpoint.js";
import { isMembers, type Members } from "./check-fields.js";
import { Refusal } from "./refusal.js";

/** A member that is text, else "". */
export function readText(members: Members, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}

/** A member that is text, else null. */
export function readTextOrNull(members: Members, name: string): string | null {
  const value = members[name];
  return typeof value === "string" ? value : null;
}

/** A member that is a list, else an empty one. */
export function readList(members: Members, name: string): readonly unknown[] {
  const value = members[name];
  return Array.isArray(value) ? value : [];
}

/** A member that is an object, else an empty one. */
export function readObject(members: Members, name: string): Members {
  const value = members[name];
  return isMembers(value) ? value : {};
}

/** Reads a JSON body; no body at all is an empty object. Throws a Refusal `invalid_request` for anything but an object. */
export function parseJsonObject(bytes: Buffer): Members {
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Refusal("invalid_request", "Request body must be valid JSON");
  }
  if (!isMembers(value)) throw new Refusal("invalid_request", "Request body must be a JSON object");
  return value;
}

/** The members of a query string that the endpoint reads, each converted to the type that the table gives it. */
export function parseQuery(fields: readonly Field[], query: URLSearchParams): Members {
  const members: Record<string, unknown> = {};
  for (const field of fields) {
    const text = query.get(field.name);
    if (text !== null) members[field.name] = field.type === "integer" && /^-?\d+$/.test(text) ? Number(text) : text;
  }
  return members;
}
