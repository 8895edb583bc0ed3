import type { RecordedRequest } from "../inspect/recorded-request.js";

/**
 * A request may have been under way when an answer was sent, and yet be read some ms later: on the loopback soon, where
 * many are open at once later.
 */
const IN_FLIGHT_MS = { alone: 5, inCompany: 25 } as const;

/** True for the same method, path, query, body and key. */
export function isSameRequest(a: RecordedRequest, b: RecordedRequest): boolean {
  return isSameCall(a, b) && a.target === b.target && a.bodyHash === b.bodyHash && a.authorization === b.authorization;
}

/** True for the same method and path. */
export function isSameCall(a: RecordedRequest, b: RecordedRequest): boolean {
  return a.method === b.method && a.path === b.path;
}

/**
 * True where a request was sent after the answer of another had been: on the same connection; on one that was opened only
 * then, by a client that had nothing else open; or later than one that was under way.
 */
export function cameAfter(later: RecordedRequest, answered: RecordedRequest): boolean {
  const { sentMs } = answered.answer;
  if (sentMs === null || later.receivedMs < sentMs || later.n <= answered.n) return false;
  if (later.connection === answered.connection) return true;
  const hasCompany = later.hasCompany || answered.hasCompany;
  if (later.connectedMs > sentMs && !hasCompany) return true;
  return later.receivedMs - sentMs > (hasCompany ? IN_FLIGHT_MS.inCompany : IN_FLIGHT_MS.alone);
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
