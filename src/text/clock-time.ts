/** The last day that a Date can hold, in ms since 1970 (ECMA-262, 21.4.1.1). */
const LAST_MS = 8.64e15;

/**
 * Writes a point in time for people: `2026-01-01 00:01:00 UTC`. Takes ms since 1970 and rounds up to the second, for a
 * time to come back at must never be early. Undefined beyond what a Date can hold.
 */
export function formatUtcTime(ms: number): string | undefined {
  const whole = Math.ceil(ms / 1000) * 1000;
  if (!(Math.abs(whole) <= LAST_MS)) return undefined;
  return `${new Date(whole)
    .toISOString()
    .replace(/\.000Z$/, "")
    .replace("T", " ")} UTC`;
}
