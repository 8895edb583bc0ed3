import type { Endpoint } from "../catalog/endpoint.js";
import { matchRoute } from "../catalog/match-route.js";
import type { Answer } from "./answer.js";
import { answerError } from "./answer-error.js";
import { authorize } from "./authorize.js";
import { checkFields, type Members } from "./check-fields.js";
import { parsePrefer } from "./prefer.js";
import { provokeError } from "./provoke.js";
import { MAX_BODY_BYTES } from "./read-body.js";
import { parseJsonObject, parseQuery, readText } from "./read-member.js";
import { Refusal } from "./refusal.js";
import type { RequestHead } from "./request-head.js";
import { ALL_ROUTES } from "./routes/all-routes.js";
import { wantsRawBytes } from "./routes/files.js";
import type { State } from "./state.js";

/**
 * Decides what a request is answered: an error that `Prefer` asks for, else what its endpoint says. In order: the route
 * (404), the key (401, 403), the body and the fields (400), then what the route itself refuses. Never throws.
 * `bytes` is null where the body was longer than MAX_BODY_BYTES.
 */
export function decideAnswer(state: State, head: RequestHead, bytes: Buffer | null): Answer {
  try {
    const preferences = parsePrefer(head.prefer);
    const asked = `${head.method} ${head.path} ${head.prefer}`;
    return provokeError(preferences, state.provoked, asked) ?? route(state, head, bytes, preferences.has("hold"));
  } catch (error) {
    if (error instanceof Refusal) return answerError(error.code, error.message);
    return answerError("internal_error", `The embedded API failed: ${String(error)}`);
  }
}

function route(state: State, head: RequestHead, bytes: Buffer | null, wantsHold: boolean): Answer {
  const { endpoint, params } = matchRoute(head.method, head.path);
  const answer = endpoint === null ? undefined : ALL_ROUTES[endpoint.id];
  if (endpoint === null || answer === undefined) {
    throw new Refusal("not_found", `No endpoint ${head.method} ${head.path}`);
  }
  const caller = authorize(state, endpoint, head.authorization);
  const query = parseQuery(endpoint.query, head.query);
  const body = readMembers(endpoint, query, bytes);
  checkFields(endpoint.query, query);
  checkFields(endpoint.body ?? [], body);
  return answer({ state, caller, params, query, body, bytes: bytes ?? Buffer.alloc(0), wantsHold });
}

function readMembers(endpoint: Endpoint, query: Members, bytes: Buffer | null): Members {
  if (endpoint.body === null) return {};
  // No page gives a status for this; the published server answers 400 (observed).
  if (bytes === null) throw new Refusal("invalid_request", `Request body must not exceed ${MAX_BODY_BYTES} bytes`);
  const isRaw = endpoint.id === "files.write" && wantsRawBytes(readText(query, "format"));
  return isRaw ? {} : parseJsonObject(bytes);
}
