import { SAMPLE_TIME } from "../example.js";

/** A token for examples: the claims given, issued ten minutes before the examples happen, with a signature of no key. */
export function sampleToken(claims: Readonly<Record<string, unknown>> = {}, prefix = "an_t_"): string {
  const issuedAt = SAMPLE_TIME / 1000 - 600;
  const payload = { team_id: "t1", iat: issuedAt, exp: issuedAt + 3600, ...claims };
  return `${prefix}${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}.${"c2lnbmF0dXJl".repeat(3)}`;
}

function encode(value: object): string {
  return btoa(JSON.stringify(value))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/={1,2}$/, "");
}
