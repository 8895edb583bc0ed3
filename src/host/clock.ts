import type { Clock } from "./host.js";

/** Node's timers hold 31 bits of ms (24.8 days); a longer one fires at once. */
const LONGEST_STEP_MS = 86_400_000;

/** The real clocks. `sleep` is never early: a timer that fires too soon by the monotonic clock is set again. */
export function createClock(): Clock {
  const monotonic = () => performance.now();
  return {
    now: () => Date.now(),
    monotonic,
    async sleep(ms, signal) {
      const end = monotonic() + ms;
      for (let left = ms; left > 0 && signal?.aborted !== true; left = end - monotonic()) {
        await pause(Math.min(Math.ceil(left), LONGEST_STEP_MS), signal);
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
