/** The timers as they were when this was loaded: tests of clients replace them, and that would stop streams and faults. */
export const REAL_TIMERS = { setImmediate, setTimeout, clearTimeout } as const;
