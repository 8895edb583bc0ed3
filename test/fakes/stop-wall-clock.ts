/** Loaded before the program by `wallClockAt`: its wall clock stands at `WALL_CLOCK_MS`, in ms since 1970. */
const nowMs = Number(process.env["WALL_CLOCK_MS"]);

Date.now = () => nowMs;
