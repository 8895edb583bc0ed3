import { matchRoute } from "../../catalog/match-route.js";
import type { Answer } from "../answer.js";
import { parseQuery } from "../read-member.js";
import type { RequestHead } from "../request-head.js";
import type { RequestWish } from "../request-wish.js";
import type { State } from "../state.js";
import { STORAGE_IS_FULL } from "../storage.js";
import { addExpressHeaders, answerObservedError } from "./answer-observed.js";
import { authorizeObserved, type ObservedCaller } from "./authorize-observed.js";
import { ObservedRefusal, refuseFlat, refuseHtml, refuseNested } from "./observed-refusal.js";
import { findProvokedObserved, sayNeverSent } from "./provoked-observed.js";
import { readObservedBody } from "./read-observed-body.js";
import { ALL_OBSERVED_ROUTES } from "./routes/all-observed-routes.js";

const NOBODY: ObservedCaller = { caller: { kind: "nobody" }, credential: "" };

/**
 * What a request is answered as the published server answers it. In its order, which is not the documented one: the body
 * (400 even without a key), then the key on everything below /v1, then the route, then what its handler looks at.
 */
export function answerObserved(state: State, head: RequestHead, bytes: Buffer | null, wish: RequestWish): Answer {
  return whereRefused(() => route(state, head, bytes, wish));
}

/** The error of that code or status as the published server sends it; 400 where it never does. */
export function answerObservedProvoked(wanted: string): Answer {
  const found = findProvokedObserved(wanted);
  if (found !== undefined) return addExpressHeaders(answerObservedError(found));
  return whereRefused(() => refuseFlat(400, "invalid_request", sayNeverSent(wanted)));
}

function whereRefused(answer: () => Answer): Answer {
  try {
    return addExpressHeaders(answer());
  } catch (error) {
    if (error instanceof ObservedRefusal) return addExpressHeaders(answerObservedError(error.answered));
    throw error;
  }
}

function route(state: State, head: RequestHead, bytes: Buffer | null, wish: RequestWish): Answer {
  const body = readObservedBody(head, bytes);
  const isApi = /^\/v1(?:\/|$)/.test(head.path);
  const caller = isApi ? authorizeObserved(state, head.authorization ?? "") : NOBODY;
  if (isApi && state.takeToken() > 0) refuseFlat(429, "rate_limit_exceeded", "API key request limit exceeded");
  const { endpoint, params } = matchRoute(head.method, head.path);
  const answer = endpoint === null ? undefined : ALL_OBSERVED_ROUTES[endpoint.id];
  if (endpoint === null || answer === undefined) return refuseHtml(404, `Cannot ${head.method} ${head.path}`);
  if (!isDecodable(head.path)) return refuseHtml(400, "Bad Request");
  if (!state.storage.take(endpoint.id, bytes?.length ?? 0)) refuseNested(500, "internal_error", STORAGE_IS_FULL);
  return answer({
    state,
    ...caller,
    params,
    query: parseQuery(endpoint.query, head.query),
    body: body ?? {},
    hasBody: body !== undefined,
    bytes: bytes ?? Buffer.alloc(0),
    ...wish,
  });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
