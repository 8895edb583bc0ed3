import type { Caller } from "../authorize.js";
import type { State } from "../state.js";
import { verifyToken } from "../token.js";
import { sampleKey, TROUBLED_KEYS } from "./fixtures.js";
import { refuseBare } from "./observed-refusal.js";

/** A caller whose credential the published server takes; `credential` as it was sent. */
export interface ObservedCaller {
  readonly caller: Caller;
  readonly credential: string;
}

/**
 * Finds out who sends a request, in the published server's words and statuses (recorded): 401 where the credential is
 * missing or unknown, 403 where the key is known but inactive, expired or without a team. The older form `an_sk_` of the
 * key is taken too.
 */
export function authorizeObserved(state: State, header: string): ObservedCaller {
  if (!header.startsWith("Bearer ")) return refuseBare(401, "Missing or invalid Authorization header");
  const credential = header.slice("Bearer ".length);
  if (credential.startsWith("an_t_")) {
    const claims = verifyToken(credential, state.tokenSecret, state.now());
    if (claims === undefined) return refuseBare(401, "Invalid or expired token");
    return { caller: { kind: "token", claims }, credential };
  }
  const trouble = TROUBLED_KEYS.get(credential);
  if (trouble === "inactive") return refuseBare(403, "API key is inactive");
  if (trouble === "expired") return refuseBare(403, "API key has expired");
  if (trouble === "no_team") return refuseBare(403, "API key has no team");
  const known = [state.key, olderForm(state.key), sampleKey("5")];
  if (!known.includes(credential)) return refuseBare(401, "Invalid API key");
  return { caller: { kind: "key" }, credential };
}

/** The key with the prefix that keys had before. */
export function olderForm(key: string): string {
  return key.replace(/^21st_sk_/, "an_sk_");
}
