import { clearTimeout, setImmediate, setTimeout } from "node:timers";

/**
 * The timers of Node itself: tests of clients replace the global ones, some before this is loaded (jest with
 * `fakeTimers.enableGlobally`), and that would stop streams and faults.
 */
export const REAL_TIMERS = { setImmediate, setTimeout, clearTimeout } as const;
