import type { RecordedRequest } from "../inspect/recorded-request.js";

/**
 * A request that comes on another connection so soon after an answer may have been under way when that was sent: what the
 * loopback and a busy event loop take.
 */
const IN_FLIGHT_MS = 25;

/** True for the same method, path, query, body and key. */
export function isSameRequest(a: RecordedRequest, b: RecordedRequest): boolean {
  return isSameCall(a, b) && a.target === b.target && a.bodyHash === b.bodyHash && a.authorization === b.authorization;
}

/** True for the same method and path. */
export function isSameCall(a: RecordedRequest, b: RecordedRequest): boolean {
  return a.method === b.method && a.path === b.path;
}

/**
 * True where a request was sent after the answer of another had been: it came on the same connection, or later than one
 * that was under way at the time.
 */
export function cameAfter(later: RecordedRequest, answered: RecordedRequest): boolean {
  const { sentMs } = answered.answer;
  if (sentMs === null || later.receivedMs < sentMs || later.n <= answered.n) return false;
  return later.connection === answered.connection || later.receivedMs - sentMs > IN_FLIGHT_MS;
}

/** True where the answer was a failure that may pass: 429, 5xx, broken off, or none. */
export function mayPass({ answer }: RecordedRequest): boolean {
  const { status, ending } = answer;
  return status === 429 || isUncertain(answer) || (status === null && ending !== null);
}

/** True where nobody can tell whether the request was carried out: 5xx, an answer that broke off, or none at all. */
export function isUncertain({ status, ending, fault }: RecordedRequest["answer"]): boolean {
  if (status === null) return ending !== null;
  return status >= 500 || (fault !== null && ending !== "whole");
}

/** `request 3 (POST /v1/sandboxes, 429)`. */
export function name({ n, method, path, answer }: RecordedRequest): string {
  return `request ${n} (${method} ${path}, ${answer.status ?? "no status"})`;
}

/** Ms as seconds with three digits. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
