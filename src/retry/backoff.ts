/** The first ceiling; each later one is double the one before. */
const BASE_MS = 500;
/** No guess is longer than this. */
const CAP_MS = 30_000;
/** Full jitter may draw 0; a server in trouble gets at least this long. */
const FLOOR_MS = 100;

/**
 * A guessed wait in whole ms after failed attempt `attempt` (from 1), where the answer named none: exponential backoff
 * with full jitter, between 100 ms and min(30 s, 500 ms · 2^(attempt-1)). `draw` is in [0, 1]; 1 gives the ceiling.
 */
export function backoffMs(attempt: number, draw: number): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
  return Math.max(FLOOR_MS, Math.round(ceiling * draw));
}
