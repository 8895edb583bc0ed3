import type { Clock } from "../host/host.js";

/** Resolves when the next request may be sent; at once when `signal` aborts. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Makes a pace of so many ms between the starts of two requests; the first one waits for nothing. */
export function createPace(clock: Clock, intervalMs: number): Pace {
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = clock.monotonic();
    const startAt = Math.max(now, nextAt);
    nextAt = startAt + intervalMs;
    if (startAt > now) await clock.sleep(startAt - now, signal);
  };
}

/** Reads `5/s` or `30/m` into ms between two requests; undefined where the text is no such rate. */
export function parseRate(text: string): number | undefined {
  const [, count = "", unit] = /^(\d{1,6}(?:\.\d{1,3})?)\/(s|m)$/.exec(text.replace(/\s/g, "")) ?? [];
  const perUnit = Number(count);
  if (count === "" || perUnit === 0) return undefined;
  return (unit === "m" ? 60_000 : 1000) / perUnit;
}
