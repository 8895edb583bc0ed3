import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { LARGEST_BODY_BYTES } from "../../catalog/limits.js";
import { isMembers, type Members } from "../check-fields.js";
import type { RequestHead } from "../request-head.js";
import { refuseFlat } from "./observed-refusal.js";

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  identity: (bytes) => bytes,
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: LARGEST_BODY_BYTES }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength: LARGEST_BODY_BYTES }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: LARGEST_BODY_BYTES }),
};

/**
 * The body as the published server's strict parser leaves it: undefined without a JSON content type or without a body.
 * Refuses with 400 invalid_json whatever the parser refuses: broken JSON, JSON that is neither object nor list, another
 * charset than a Unicode one, an unknown encoding, more than 10 MB (`bytes` is null). It runs before the key is looked at.
 */
export function readObservedBody(head: RequestHead, bytes: Buffer | null): Members | undefined {
  const [type = "", ...parameters] = head.contentType.toLowerCase().split(";");
  if (type.trim() !== "application/json" || bytes?.length === 0) return undefined;
  const charset =
    parameters.map((text) => /^\s*charset\s*=\s*"?([\w-]*)/.exec(text)?.[1]).find((name) => name) ?? "utf-8";
  const decode = DECODERS[head.contentEncoding.trim().toLowerCase() || "identity"];
  if (bytes === null || !charset.startsWith("utf-") || decode === undefined) return refuseJson();
  let value: unknown;
  try {
    value = JSON.parse(decode(bytes).toString(charset === "utf-16le" ? "utf16le" : "utf8"));
  } catch {
    return refuseJson();
  }
  // A list passes the parser and then has none of the members that are asked for (recorded).
  if (Array.isArray(value)) return {};
  return isMembers(value) ? value : refuseJson();
}

function refuseJson(): never {
  return refuseFlat(400, "invalid_json", "Request body must be valid JSON");
}
