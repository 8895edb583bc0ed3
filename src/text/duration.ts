/**
 * Reads a duration as the command line takes it: `90` (seconds), `90s`, `500ms`, `2m`, `1h30m`.
 * Returns milliseconds, or undefined where the text is no duration.
 */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return finite(Number(text) * 1000);
  const parts = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (parts === null || text === "") return undefined;
  const [, hours = "0", minutes = "0", seconds = "0", milliseconds = "0"] = parts;
  return finite(Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(milliseconds));
}

/** Durations past this many milliseconds (100 years) are no input that anyone means. */
const LONGEST_MS = 100 * 366 * 86_400_000;

function finite(ms: number): number | undefined {
  return ms <= LONGEST_MS ? ms : undefined;
}

/** Writes whole seconds for people: `45 s`, `2 min`, `1 h 30 min`, `3 d 4 h`. Takes seconds, rounds up. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 120) return `${whole} s`;
  const units = [
    { name: "d", seconds: 86_400 },
    { name: "h", seconds: 3600 },
    { name: "min", seconds: 60 },
    { name: "s", seconds: 1 },
  ];
  const first = units.findIndex((unit) => whole >= unit.seconds);
  const words: string[] = [];
  let rest = whole;
  for (const unit of units.slice(first, first + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) words.push(`${count} ${unit.name}`);
  }
  return words.join(" ");
}

/** Writes a measured time for people: `under 1 ms`, `12 ms`, `3.4 s`. Takes milliseconds. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 1 ? "under 1 ms" : `${Math.round(ms)} ms`;
}
