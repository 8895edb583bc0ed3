import type { RecordedRequest } from "../inspect/recorded-request.js";
import { identifyRequest } from "./identify-request.js";

/** True for the same method, path, query, body and key, in whatever order their members stand. */
export function isSameRequest(a: RecordedRequest, b: RecordedRequest): boolean {
  return identifyRequest(a) === identifyRequest(b);
}

/** True for the same method and path. */
export function isSameCall(a: RecordedRequest, b: RecordedRequest): boolean {
  return a.method === b.method && a.path === b.path;
}

/** True where the answer was a failure that may pass: 429, 5xx, broken off, or none. */
export function mayPass({ answer }: RecordedRequest): boolean {
  const { status, ending } = answer;
  return status === 429 || isUncertain(answer) || (status === null && ending !== null);
}

/**
 * True where nobody can tell whether the request was carried out: 5xx, a command that ran out of time (408), an answer that
 * broke off or that the client did not wait for, or none at all.
 */
export function isUncertain({ status, ending, fault, stream }: RecordedRequest["answer"]): boolean {
  if (status === null) return ending !== null;
  if (status >= 500 || status === 408 || ending === "broken") return true;
  // A stream that told an error has failed, and may be left.
  return ending === "left" && fault !== null && (stream?.errorText ?? null) === null;
}

/** `request 3 (POST /v1/sandboxes, 429)`. */
export function name({ n, method, path, answer }: RecordedRequest): string {
  return `request ${n} (${method} ${path}, ${answer.status ?? "no status"})`;
}

/** Ms as seconds with three digits. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
