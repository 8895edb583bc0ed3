import { isLoopback } from "./is-loopback.js";

/** Why a key must not be sent to this URL, in a sentence without secrets; undefined where it may. */
export function checkTarget(url: URL): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return `The URL starts with ${url.protocol}// and only https:// can be called.`;
  }
  if (url.username !== "" || url.password !== "") {
    return `The URL holds a user name or password before ${url.host}. Remove everything up to the @.`;
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    return `A key does not go over plain HTTP to ${url.host}, where everyone on the way could read it. Use https://.`;
  }
  return undefined;
}
