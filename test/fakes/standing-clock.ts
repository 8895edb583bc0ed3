import type { Clock } from "../../src/host/host.js";

/** A clock that stands still until it is moved on, whatever the machine does meanwhile. */
export interface StandingClock extends Clock {
  /** Moves it on by so many ms; whoever has slept long enough then wakes. */
  advance(ms: number): void;
}

/** Makes a clock that starts at 0. */
export function createStandingClock(): StandingClock {
  let nowMs = 0;
  const wakers = new Set<() => void>();
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    sleep(ms, signal) {
      const end = nowMs + ms;
      return new Promise((resolve) => {
        const wake = (): void => {
          if (nowMs < end && signal?.aborted !== true) return;
          wakers.delete(wake);
          signal?.removeEventListener("abort", wake);
          resolve();
        };
        wakers.add(wake);
        signal?.addEventListener("abort", wake, { once: true });
        wake();
      });
    },
    advance(ms) {
      nowMs += ms;
      for (const wake of [...wakers]) wake();
    },
  };
}
