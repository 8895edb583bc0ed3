import type { Deviation } from "./envelope.js";
import { type Header, readHeader } from "./exchange.js";
import { parseHttpDate } from "./http-date.js";
import { NO_WAIT, type Wait, type WaitSource } from "./wait.js";

/** What a wait is read from. */
export interface WaitPlaces {
  /** `error.retryAfter` as it stood in the body; undefined where it was absent. */
  readonly retryAfter: unknown;
  readonly headers: readonly Header[];
  /** When the answer was received, ms since 1970; used only where the answer has no usable `Date`. Null where unknown. */
  readonly receivedAt: number | null;
}

interface Reading {
  readonly seconds: number | null;
  readonly deviations: readonly Deviation[];
}

const NOTHING: Reading = { seconds: null, deviations: [] };
/** Beyond this a number of seconds is a mistake, or a time in ms: 100 years. */
const LONGEST_SECONDS = 100 * 366 * 86_400;

/**
 * The wait that an answer asks for: the longest of the body's `retryAfter` and the `Retry-After` header; `RateLimit` and
 * `X-RateLimit-Reset` only where neither gives one. Whole seconds, rounded up. Never throws.
 */
export function decodeWait(places: WaitPlaces): Wait {
  const body = readBodySeconds(places.retryAfter);
  const header = readRetryAfter(places);
  const deviations = [...body.deviations, ...header.deviations];
  if (body.seconds !== null && header.seconds !== null && Math.abs(body.seconds - header.seconds) > 1) {
    deviations.push("retry_after_disagrees");
  }
  if (body.seconds !== null && body.seconds >= (header.seconds ?? 0)) return toWait(body.seconds, "body", deviations);
  if (header.seconds !== null) return toWait(header.seconds, "retry-after", deviations);
  const reset = readRateLimitReset(places);
  if (reset !== null) return toWait(reset, "ratelimit", deviations);
  return deviations.length === 0 ? NO_WAIT : { seconds: null, source: null, deviations };
}

function toWait(seconds: number, source: WaitSource, deviations: readonly Deviation[]): Wait {
  return { seconds: Math.ceil(seconds), source, deviations };
}

/** The body's `retryAfter`: a whole number of seconds; a fraction or a decimal string is obeyed, and noted. */
function readBodySeconds(value: unknown): Reading {
  if (value === undefined) return NOTHING;
  if (typeof value === "number") return gradeNumber(value, []);
  if (typeof value === "string" && /^\d{1,15}(?:\.\d{1,15})?$/.test(value.trim())) {
    return gradeNumber(Number(value.trim()), ["retry_after_is_text"]);
  }
  if (typeof value === "string" && /^-\d{1,15}(?:\.\d{1,15})?$/.test(value.trim())) {
    return { seconds: null, deviations: ["retry_after_is_text", "retry_after_negative"] };
  }
  return { seconds: null, deviations: ["retry_after_not_a_number"] };
}

function gradeNumber(value: number, deviations: readonly Deviation[]): Reading {
  if (Number.isNaN(value)) return { seconds: null, deviations: [...deviations, "retry_after_not_a_number"] };
  if (value < 0) return { seconds: null, deviations: [...deviations, "retry_after_negative"] };
  if (value > LONGEST_SECONDS) {
    return { seconds: LONGEST_SECONDS, deviations: [...deviations, "retry_after_out_of_range"] };
  }
  return {
    seconds: value,
    deviations: Number.isInteger(value) ? deviations : [...deviations, "retry_after_fractional"],
  };
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or an HTTP date, the date measured against the answer's own `Date`. */
function readRetryAfter(places: WaitPlaces): Reading {
  const text = readHeader(places.headers, "retry-after")?.trim();
  if (text === undefined) return NOTHING;
  if (/^\d+$/.test(text)) return gradeNumber(Math.min(Number(text), Number.MAX_VALUE), []);
  if (/^\d{1,15}\.\d{1,15}$/.test(text)) return gradeNumber(Number(text), []);
  if (/^-\d+(?:\.\d+)?$/.test(text)) return { seconds: null, deviations: ["retry_after_negative"] };
  const clock = readServerClock(places);
  const at = parseHttpDate(text, clock ?? 0);
  if (at === undefined || clock === null) return { seconds: null, deviations: ["retry_after_header_invalid"] };
  return gradeNumber(Math.max(0, (at - clock) / 1000), []);
}

function readServerClock(places: WaitPlaces): number | null {
  const date = readHeader(places.headers, "date")?.trim();
  const read = date === undefined ? undefined : parseHttpDate(date, places.receivedAt ?? 0);
  return read ?? places.receivedAt;
}

/** Seconds since 1970 look like this from 2001 on; smaller numbers of a reset are seconds from now. */
const EPOCH_SECONDS = 1_000_000_000;
const EPOCH_MS = 1_000_000_000_000;

/**
 * When a rate-limit window ends, in seconds from now: `RateLimit` (`;t=`), `RateLimit-Reset`, `X-RateLimit-Reset`
 * (seconds from now, or a time since 1970 in seconds or ms), whichever stands there first. Null where none is usable.
 */
function readRateLimitReset(places: WaitPlaces): number | null {
  const parameter = /(?:^|[;,\s])(?:t|reset)=(\d{1,15})/.exec(readHeader(places.headers, "ratelimit") ?? "")?.[1];
  const named = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"].map((name) =>
    readHeader(places.headers, name)?.trim(),
  );
  for (const text of [parameter, ...named]) {
    if (text === undefined || !/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) continue;
    const value = Number(text);
    if (value < EPOCH_SECONDS) return value;
    const clock = readServerClock(places);
    if (clock === null) return null;
    return Math.max(0, (value >= EPOCH_MS ? value : value * 1000) - clock) / 1000;
  }
  return null;
}
