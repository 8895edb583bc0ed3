import type { RecordedRequest } from "../inspect/recorded-request.js";

/**
 * A client that sends many requests at once needs so long to get them all out. Twenty requests took 20 ms on the loopback
 * (Node's fetch, threads of Python, curl --parallel).
 */
const SENDING_MS = 25;
/** So many connections, opened together, are a client that sends many requests at once. */
const FEWEST_AT_ONCE = 3;

/**
 * True where a request was sent after the answer of another had gone out, so that its client could know of that answer;
 * false for one that was under way. What proves it: it came on the same connection; its connection was opened only then; or
 * it came so late that it cannot have been under way. `sentMs` is when the client could know: when the head went out, unless
 * another moment is given.
 */
export function cameAfter(
  later: RecordedRequest,
  answered: RecordedRequest,
  sentMs: number | null = answered.answer.sentMs,
): boolean {
  if (sentMs === null || later.n <= answered.n || later.receivedMs < sentMs) return false;
  const { connection } = later;
  if (connection === answered.connection && !connection.isPipelined) return true;
  const isOfMany = !connection.isAlone && connection.burst.count >= FEWEST_AT_ONCE;
  if (connection.openedMs > sentMs && !isOfMany) return true;
  return later.setOutMs - sentMs > SENDING_MS;
}
