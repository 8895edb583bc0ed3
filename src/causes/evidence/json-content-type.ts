import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";

/** True where the headers of the request are known and say that its body is JSON, so that the server reads it. */
export function saysJson(facts: Facts): boolean {
  return /^\s*application\/(?:[\w.+-]{1,60}\+)?json\b/i.test(contentType(facts) ?? "");
}

/** The request's Content-Type as it was sent; undefined where there was none or where it is unknown. */
export function contentType(facts: Facts): string | undefined {
  return readHeader(facts.exchange.request?.headers ?? [], "content-type");
}

/** True where the request is known to carry no JSON content type, although its endpoint reads a JSON body. */
export function lacksJsonType(facts: Facts): boolean {
  const { request } = facts.exchange;
  if (request === null || request.headers.length === 0 || saysJson(facts)) return false;
  const wantsBody = facts.route?.endpoint?.body ?? null;
  const isRaw = facts.route?.endpoint?.id === "files.write" && facts.target?.query.has("format") === true;
  return !isRaw && (wantsBody === null ? facts.requestBody.kind === "json" : wantsBody.length > 0);
}
