import type { Endpoint } from "../catalog/endpoint.js";
import { Refusal } from "./refusal.js";
import type { State } from "./state.js";
import { type TokenClaims, verifyToken } from "./token.js";

/** Who sends a request: nobody in particular (no credential needed), the key, or a token with what it says. */
export type Caller =
  | { readonly kind: "nobody" }
  | { readonly kind: "key" }
  | { readonly kind: "token"; readonly claims: TokenClaims };

/**
 * Finds out who sends a request. Throws a Refusal: `unauthorized` in the page's words where the key is missing or
 * invalid or the token has expired, `forbidden` where a token stands in for a key that the endpoint needs.
 */
export function authorize(state: State, endpoint: Endpoint, header: string | undefined): Caller {
  if (endpoint.auth === "none") return { kind: "nobody" };
  const caller = readCaller(state, header ?? "");
  if (caller === undefined) throw new Refusal("unauthorized", "Invalid or missing API key");
  if (endpoint.auth === "key" && caller.kind === "token") {
    const message =
      endpoint.id === "tokens.create" ? "Tokens cannot create other tokens" : "This operation needs an API key";
    throw new Refusal("forbidden", message);
  }
  return caller;
}

function readCaller(state: State, header: string): Caller | undefined {
  // The published server takes "Bearer " in this very spelling, with one space (observed).
  if (!header.startsWith("Bearer ")) return undefined;
  const credential = header.slice("Bearer ".length);
  if (credential === state.key) return { kind: "key" };
  const claims = verifyToken(credential, state.tokenSecret, state.now());
  return claims === undefined ? undefined : { kind: "token", claims };
}
