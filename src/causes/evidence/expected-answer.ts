import { isJsonObject, type JsonObject, parseJson } from "../../exchange/decode-body.js";
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

/**
 * True where a good answer is a JSON object that has nothing of what its endpoint answers, so that something else wrote
 * it: a proxy, an echo service. False where the endpoint is unknown or may answer anything.
 */
export function answersSomethingElse(facts: Facts): boolean {
  const { response, request } = facts.exchange;
  const members = MEMBERS[facts.route?.endpoint?.id ?? ""];
  if (response === null || members === undefined || facts.envelope.shape !== "json_other") return false;
  if (request?.method === "HEAD" || response.body.truncated) return false;
  const json = parseJson(response.body.text);
  if (!isJsonObject(json)) return false;
  return ![json, ...Object.values(json).filter(isJsonObject)].some((object) => holdsAny(object, members));
}

function holdsAny(object: JsonObject, members: readonly string[]): boolean {
  return members.some((member) => Object.hasOwn(object, member));
}
