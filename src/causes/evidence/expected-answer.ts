import { isPrivateHost } from "../../catalog/hosts.js";
import { isJsonObject, type JsonObject, parseJson } from "../../exchange/decode-body.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";

/** Members by which a good answer of an endpoint shows itself, documented and observed: one of them is enough. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "sandboxes.create": ["id", "sandboxId"],
  "sandboxes.get": ["id", "sandboxId", "agent"],
  "sandboxes.exec": ["exitCode", "stdout", "stderr"],
  "files.read": ["path", "content"],
  "git.clone": ["path", "branch"],
  "threads.create": ["id"],
  "threads.get": ["id", "messages"],
  "chat.send": ["threadId", "sandboxId", "status"],
  "tokens.create": ["token", "expiresAt"],
  "vaults.list": ["vaults"],
  "vaults.create": ["vault", "id"],
  "vaults.get": ["vault", "id"],
  "credentials.create": ["credential", "id"],
};

/** Headers that the API or its edge adds to every answer (observed): what carries one may be a newer version of it. */
const MARKS = ["x-powered-by", "access-control-allow-credentials", "fly-request-id"];

/**
 * True where a good answer is a JSON object that has nothing of what its endpoint answers, and no mark of the API, so that
 * something else wrote it: a proxy, an echo service. False where the endpoint is unknown or may answer anything, and on
 * hosts where people run servers of their own.
 */
export function answersSomethingElse(facts: Facts): boolean {
  const { response, request } = facts.exchange;
  const members = MEMBERS[facts.route?.endpoint?.id ?? ""];
  if (response === null || members === undefined || facts.envelope.shape !== "json_other") return false;
  if (request?.method === "HEAD" || response.body.truncated || !response.headersKnown) return false;
  const host = facts.target?.host ?? null;
  if (host === null || isPrivateHost(host)) return false;
  if (MARKS.some((name) => readHeader(response.headers, name) !== undefined)) return false;
  const json = parseJson(response.body.text);
  if (!isJsonObject(json)) return false;
  return ![json, ...Object.values(json).filter(isJsonObject)].some((object) => holdsAny(object, members));
}

function holdsAny(object: JsonObject, members: readonly string[]): boolean {
  return members.some((member) => Object.hasOwn(object, member));
}
