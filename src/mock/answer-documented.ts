import type { Endpoint } from "../catalog/endpoint.js";
import { LARGEST_BODY_BYTES } from "../catalog/limits.js";
import { matchRoute } from "../catalog/match-route.js";
import type { Answer } from "./answer.js";
import { answerRateLimit } from "./answer-provoked.js";
import { authorize } from "./authorize.js";
import { checkFields, type Members } from "./check-fields.js";
import { parseJsonObject, parseQuery, readText } from "./read-member.js";
import { Refusal } from "./refusal.js";
import type { RequestHead } from "./request-head.js";
import type { RequestWish } from "./request-wish.js";
import { ALL_ROUTES } from "./routes/all-routes.js";
import { wantsRawBytes } from "./routes/files.js";
import type { State } from "./state.js";
import { STORAGE_IS_FULL } from "./storage.js";

/**
 * What a request is answered as the documentation has it. In order: the route (404), the key (401, 403), the rate limit
 * (429), the body and the fields (400), then what the route itself refuses. Refuses by throwing a Refusal.
 */
export function answerDocumented(state: State, head: RequestHead, bytes: Buffer | null, wish: RequestWish): Answer {
  const { endpoint, params } = matchRoute(head.method, head.path);
  const answer = endpoint === null ? undefined : ALL_ROUTES[endpoint.id];
  if (endpoint === null || answer === undefined) {
    throw new Refusal("not_found", `No endpoint ${head.method} ${head.path}`);
  }
  const caller = authorize(state, endpoint, head.authorization);
  const waitSeconds = caller.kind === "nobody" ? 0 : state.takeToken();
  if (waitSeconds > 0) return answerRateLimit(waitSeconds);
  const query = parseQuery(endpoint.query, head.query);
  const body = readMembers(endpoint, query, bytes);
  checkFields(endpoint.query, query);
  checkFields(endpoint.body ?? [], body);
  if (!state.storage.take(endpoint.id, bytes?.length ?? 0)) throw new Refusal("sandbox_error", STORAGE_IS_FULL);
  return answer({ state, caller, params, query, body, bytes: bytes ?? Buffer.alloc(0), ...wish });
}

function readMembers(endpoint: Endpoint, query: Members, bytes: Buffer | null): Members {
  if (endpoint.body === null) return {};
  // No page gives a status for this; the published server answers 400 (observed).
  if (bytes === null) throw new Refusal("invalid_request", `Request body must not exceed ${LARGEST_BODY_BYTES} bytes`);
  const isRaw = endpoint.id === "files.write" && wantsRawBytes(readText(query, "format"));
  return isRaw ? {} : parseJsonObject(bytes);
}
