import type { RecordedRequest } from "../inspect/recorded-request.js";

const known = new WeakMap<RecordedRequest, string>();

/**
 * The same text for the same method, path, query, body and key. The order of parameters and of members of JSON does not
 * matter: it is the same request to the API.
 */
export function identifyRequest(request: RecordedRequest): string {
  const found = known.get(request);
  if (found !== undefined) return found;
  const { authorization, method, path, target } = request;
  const query = new URLSearchParams(target.slice(path.length));
  query.sort();
  const identity = [authorization, method, path, query.toString(), identifyBody(request)].join("\n");
  // Members are filled in while a request goes on: what is kept must not change any more.
  if (request.answer.sentMs !== null) known.set(request, identity);
  return identity;
}

function identifyBody({ text, bytes, bodyHash }: RecordedRequest): string {
  // Only the start of a long body is kept, and the oldest are forgotten.
  if (!/^\s*[[{]/.test(text) || Buffer.byteLength(text) !== bytes) return bodyHash;
  try {
    return JSON.stringify(JSON.parse(text, (_, value: unknown) => sortMembers(value)));
  } catch {
    return bodyHash;
  }
}

function sortMembers(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
