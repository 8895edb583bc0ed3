/** At most this share of a wait is added. */
const SHARE = 0.05;
/** At most this many ms are added. */
const CAP_MS = 2_000;

/**
 * Whole ms to add to a known wait so that parallel jobs do not return at one instant: up to 5 % of it, at most 2 s, and
 * never more than `roomMs`. `draw` is in [0, 1].
 */
export function spreadMs(waitMs: number, roomMs: number, draw: number): number {
  return Math.max(0, Math.floor(Math.min(waitMs * SHARE * draw, CAP_MS * draw, roomMs)));
}
