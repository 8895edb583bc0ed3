import type { TokenClaims } from "../../exchange/credential.js";
import type { Facts } from "../../exchange/facts.js";
import { formatSeconds } from "../../text/duration.js";

/** Clocks differ by a little without harm. */
const TOLERATED_MS = 5000;

/** The claims of the token that was sent as a Bearer credential; null where there was none that can be read. */
export function readSentToken(facts: Facts): TokenClaims | null {
  return facts.credential.scheme === "bearer" && facts.credential.isToken ? facts.credential.token : null;
}

/** How many ms before the request the token ran out (0 for that very moment); null where it had not, or nobody knows. */
export function expiredForMs(claims: TokenClaims, at: number | null): number | null {
  if (claims.expiresAt === null || at === null) return null;
  const ms = at - claims.expiresAt * 1000;
  return ms >= 0 ? ms : null;
}

/** How many ms after the request the token becomes valid, by `nbf` or `iat`; null where it already was. */
export function validInMs(claims: TokenClaims, at: number | null): number | null {
  if (at === null) return null;
  const starts = Math.max(claims.notBefore ?? 0, claims.issuedAt ?? 0) * 1000;
  return starts - at > TOLERATED_MS ? starts - at : null;
}

/** A time of a claim for people, ISO 8601 in UTC; the bare number where no calendar has it. */
export function writeClaimTime(seconds: number): string {
  const ms = seconds * 1000;
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace(".000Z", "Z") : `${seconds} s after 1970`;
}

/** A stretch of time for people, from ms. */
export function writeStretch(ms: number): string {
  return formatSeconds(Math.max(1, Math.round(ms / 1000)));
}
