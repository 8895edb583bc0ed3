import type { Clock } from "../host/host.js";

/** Calls back once `ms` have passed since the start, unless `signal` aborts first. */
export async function watchDeadline(clock: Clock, ms: number, signal: AbortSignal, onLate: () => void): Promise<void> {
  await clock.sleep(ms, signal);
  if (!signal.aborted) onLate();
}

/**
 * Calls back once `idleSince` (in ms of the monotonic clock, undefined while nothing is awaited) lies `ms` back, unless
 * `signal` aborts first. Late by no more than one step of its own sleep.
 */
export async function watchIdle(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  idleSince: () => number | undefined,
  onIdle: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const since = idleSince() ?? clock.monotonic();
    const leftMs = since + ms - clock.monotonic();
    if (leftMs <= 0) return onIdle();
    await clock.sleep(leftMs, signal);
  }
}
