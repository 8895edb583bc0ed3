import { join } from "node:path";

/** Environment in which the program's wall clock stands at so many ms since 1970. */
export function wallClockAt(nowMs: number): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require "${join(__dirname, "stop-wall-clock.js")}"`, WALL_CLOCK_MS: String(nowMs) };
}
