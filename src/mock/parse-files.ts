import { isMembers } from "./check-fields.js";
import { Refusal } from "./refusal.js";

/** A file that a request wants written. */
export interface WantedFile {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Reads `files` in both forms that the API takes: `[{path, content}]` (documented) and `{path: content}` (the SDKs').
 * Throws a Refusal `invalid_request` for anything else.
 */
export function parseFiles(value: unknown): WantedFile[] {
  if (Array.isArray(value)) return value.map((item: unknown) => parseFile(item));
  if (!isMembers(value)) throw new Refusal("invalid_request", "files must be an array or an object");
  return Object.entries(value).map(([path, content]) => parseFile({ path, content }));
}

/** Reads `{path, content}`; throws a Refusal `invalid_request` where one is missing or no text. */
export function parseFile(value: unknown): WantedFile {
  if (!isMembers(value)) throw new Refusal("invalid_request", "files must hold objects with path and content");
  const { path, content } = value;
  if (path === undefined || path === null || path === "") throw new Refusal("invalid_request", "path is required");
  if (content === undefined || content === null) throw new Refusal("invalid_request", "content is required");
  if (typeof path !== "string") throw new Refusal("invalid_request", "path must be a string");
  if (typeof content !== "string") throw new Refusal("invalid_request", "content must be a string");
  return { path, content: Buffer.from(content) };
}
