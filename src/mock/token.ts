import { createHmac, timingSafeEqual } from "node:crypto";
import { TOKEN_PREFIX } from "../catalog/key-form.js";
import { isMembers } from "./check-fields.js";

const DEFAULT_LIFE_SECONDS = 3600;
const LONGEST_LIFE_SECONDS = 24 * 3600;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** What a token says, as members of its JWT. Times are seconds since 1970. */
export interface TokenClaims {
  readonly team_id: string;
  readonly iat: number;
  readonly exp: number;
  readonly agents?: readonly string[];
  readonly user_id?: string;
  readonly end_user_id?: string;
  readonly max_messages?: number;
  readonly metadata?: unknown;
}

/**
 * Reads `expiresIn` into seconds. Absent or of another form: one hour; beyond a day: a day (both observed: the server
 * says nothing about it).
 */
export function readLifeSeconds(expiresIn: string): number {
  const [, count = "", unit = ""] = /^(\d+)([smhd])$/.exec(expiresIn) ?? [];
  const seconds = Number(count) * (UNIT_SECONDS[unit] ?? 0);
  return count === "" ? DEFAULT_LIFE_SECONDS : Math.min(seconds, LONGEST_LIFE_SECONDS);
}

/** Makes a token: `an_t_` and a JWT that is signed with HS256. */
export function makeToken(claims: TokenClaims, secret: string): string {
  const signed = `${encode({ alg: "HS256" })}.${encode(claims)}`;
  return `${TOKEN_PREFIX}${signed}.${sign(signed, secret).toString("base64url")}`;
}

/** Reads a token that was signed with this secret and has not expired at `nowMs`; undefined for any other text. */
export function verifyToken(text: string, secret: string, nowMs: number): TokenClaims | undefined {
  if (!text.startsWith(TOKEN_PREFIX)) return undefined;
  const [head, payload, signature, ...rest] = text.slice(TOKEN_PREFIX.length).split(".");
  if (head === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const expected = sign(`${head}.${payload}`, secret);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  // What carries our signature was written by makeToken, so its form needs no further check.
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return isClaims(claims) && nowMs < claims.exp * 1000 ? claims : undefined;
}

function isClaims(value: unknown): value is TokenClaims {
  return isMembers(value) && typeof value["exp"] === "number";
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(text: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}
