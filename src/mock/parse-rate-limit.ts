import { parseDuration } from "../text/duration.js";
import type { RateLimit } from "./rate-limit.js";

/** Reads `10/1m`, `5/s`, `100/1h30m`: requests in a duration. Undefined where the text is no rate. */
export function parseRateLimit(text: string): RateLimit | undefined {
  const [, count = "", duration = ""] = /^(\d{1,9})\/(\w{1,20})$/.exec(text.replace(/\s/g, "")) ?? [];
  const requests = Number(count);
  const perMs = parseDuration(/^\d/.test(duration) ? duration : `1${duration}`);
  return requests > 0 && perMs !== undefined && perMs > 0 ? { requests, perMs } : undefined;
}
