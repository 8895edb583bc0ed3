import { type Header, readHeader } from "./exchange.js";
import { parseHttpDate } from "./http-date.js";

/** Seconds since 1970 look like this from 2001 on; smaller numbers of a reset are seconds from now. */
const EPOCH_SECONDS = 1_000_000_000;
const EPOCH_MS = 1_000_000_000_000;

/** RFC 3339 in UTC or with an offset; the year first, so that no number is taken for one. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * When a rate-limit window ends, in seconds from `clock` (ms since 1970, null where unknown): `RateLimit` (`;t=`), then
 * `RateLimit-Reset` and `X-RateLimit-Reset` (seconds from now; or a time, as seconds or ms since 1970, in ISO 8601 or as
 * an HTTP date), whichever is usable first. Null where none is.
 */
export function readRateLimitReset(headers: readonly Header[], clock: number | null): number | null {
  const named = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"].map((name) => readHeader(headers, name));
  for (const text of [readPolicyReset(readHeader(headers, "ratelimit")), ...named]) {
    const seconds = text === undefined ? null : readReset(text.trim(), clock);
    if (seconds !== null) return seconds;
  }
  return null;
}

/**
 * `RateLimit` lists a window for each policy (draft-ietf-httpapi-ratelimit-headers): the longest of those used up counts,
 * and of all where none says what is left.
 */
function readPolicyReset(value: string | undefined): string | undefined {
  // Drafts up to 06 wrote one policy: `limit=100, remaining=0, reset=30`.
  const old = /(?:^|[,\s])reset=(\d{1,15})/.exec(value ?? "")?.[1];
  if (old !== undefined) return old;
  const policies = (value ?? "").split(",").flatMap((policy) => {
    const reset = /[;\s]t=(\d{1,15})/.exec(policy)?.[1];
    const left = /[;\s]r=(\d{1,15})/.exec(policy)?.[1];
    return reset === undefined ? [] : [{ reset, isUsedUp: left !== undefined && Number(left) === 0 }];
  });
  const usedUp = policies.filter(({ isUsedUp }) => isUsedUp);
  return (usedUp.length > 0 ? usedUp : policies).sort((a, b) => Number(b.reset) - Number(a.reset))[0]?.reset;
}

function readReset(text: string, clock: number | null): number | null {
  const value = /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null;
  if (value !== null && value < EPOCH_SECONDS) return value;
  if (clock === null) return null;
  const at = value === null ? readTime(text, clock) : value >= EPOCH_MS ? value : value * 1000;
  return at === undefined ? null : Math.max(0, at - clock) / 1000;
}

function readTime(text: string, clock: number): number | undefined {
  const ms = ISO_TIME.test(text) ? Date.parse(text) : parseHttpDate(text, clock);
  return ms === undefined || Number.isNaN(ms) ? undefined : ms;
}
