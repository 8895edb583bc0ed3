import { type Answer, answerJson } from "../answer.js";
import type { Call, Routes } from "../call.js";
import type { Members } from "../check-fields.js";
import { readText } from "../read-member.js";
import { TEAM_ID } from "../state.js";
import { makeToken, readLifeSeconds, type TokenClaims } from "../token.js";

/** The route that mints short-lived tokens. */
export const TOKEN_ROUTES: Routes = { "tokens.create": createToken };

function createToken(call: Call): Answer {
  const nowMs = call.state.now();
  const lifeSeconds = readLifeSeconds(readText(call.body, "expiresIn"));
  const iat = Math.floor(nowMs / 1000);
  const claims = { team_id: TEAM_ID, iat, exp: iat + lifeSeconds, ...readClaims(call.body) };
  const expiresAt = new Date(nowMs + lifeSeconds * 1000).toISOString();
  return answerJson(201, { token: makeToken(claims, call.state.tokenSecret), expiresAt });
}

function readClaims(
  body: Members,
): Pick<TokenClaims, "agents" | "user_id" | "end_user_id" | "max_messages" | "metadata"> {
  const agents = Array.isArray(body["agents"]) ? body["agents"].map(String) : null;
  return {
    ...(agents === null ? {} : { agents }),
    ...(typeof body["userId"] === "string" ? { user_id: body["userId"] } : {}),
    ...(typeof body["endUserId"] === "string" ? { end_user_id: body["endUserId"] } : {}),
    ...(typeof body["maxMessages"] === "number" ? { max_messages: body["maxMessages"] } : {}),
    ...(body["metadata"] === undefined ? {} : { metadata: body["metadata"] }),
  };
}
