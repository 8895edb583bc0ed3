import type { Route } from "../catalog/match-route.js";
import type { Credential } from "./credential.js";
import type { Envelope } from "./envelope.js";
import type { Exchange } from "./exchange.js";
import type { StreamFacts } from "./stream-facts.js";
import type { Wait } from "./wait.js";

/** The request's body, read against what JSON needs. */
export interface RequestBody {
  /** `unknown` where the body itself is unknown; `absent` where there was none. */
  readonly kind: "unknown" | "absent" | "json" | "broken_json" | "other";
  /** The parsed value where `kind` is `json`. */
  readonly value: unknown;
  /** The same value where it is an object, else null. Own members only; look up with `Object.hasOwn`. */
  readonly object: Readonly<Record<string, unknown>> | null;
  /** Where `kind` is `broken_json`: the first fault, counted from 1. */
  readonly fault: { readonly line: number; readonly column: number; readonly what: string } | null;
  /** Bytes sent: the body's own length or the larger Content-Length; null where unknown. */
  readonly bytes: number | null;
}

/** The target of a request. */
export interface Target {
  /** Lower-case host with port where one was given; null where unknown. */
  readonly host: string | null;
  /** Path as sent, undecoded, without the query string. */
  readonly path: string;
  /** Query parameters, decoded. */
  readonly query: URLSearchParams;
}

/** Everything that rules look at: an exchange, read once. Pure and complete; nothing else is evidence. */
export interface Facts {
  readonly exchange: Exchange;
  /** When it happened, in ms since 1970 (request sent, else answer received); null where unknown. */
  readonly at: number | null;
  /** Status of the HTTP answer; null where unknown or where none came. */
  readonly status: number | null;
  readonly envelope: Envelope;
  /** Code that the server reported, as spelled; null where none. */
  readonly code: string | null;
  /** The server's own words: the message, the text of an HTML page's title and body, or ""; at most 4,096 characters. */
  readonly message: string;
  readonly wait: Wait;
  readonly stream: StreamFacts | null;
  /** The text of a failed thread or sandbox: `error` stored in an answer with status 200. */
  readonly storedError: string | null;
  readonly credential: Credential;
  /** Null where method or path are unknown. */
  readonly route: Route | null;
  readonly target: Target | null;
  readonly requestBody: RequestBody;
  /** Who wrote the answer, as far as it shows: the API (JSON or its own HTML error pages), a gateway before it, or unknown. */
  readonly answeredBy: "api" | "express" | "gateway" | "site" | "unknown" | "nobody";
}
