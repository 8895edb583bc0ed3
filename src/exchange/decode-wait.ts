import type { Deviation } from "./envelope.js";
import { type Header, readHeader } from "./exchange.js";
import { parseHttpDate } from "./http-date.js";
import { readRateLimitReset } from "./read-rate-limit-reset.js";
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
  const reset = readRateLimitReset(places.headers, readServerClock(places));
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

/** Where proxies repeat the header, the longest wait of them counts; fetch joins the repetitions with commas. */
function readRetryAfter(places: WaitPlaces): Reading {
  const texts = places.headers
    .filter(({ name }) => name.toLowerCase() === "retry-after")
    .flatMap(({ value }) => (/^[\d\s,]*\d$/.test(value) ? value.split(",") : [value]));
  const readings = texts.map((text) => readOneRetryAfter(text.trim(), places));
  const [longest = NOTHING] = readings.sort((a, b) => (b.seconds ?? -1) - (a.seconds ?? -1));
  return longest;
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or an HTTP date, the date measured against the answer's own `Date`. */
function readOneRetryAfter(text: string, places: WaitPlaces): Reading {
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
