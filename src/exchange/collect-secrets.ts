import { isJsonObject, parseJson } from "./decode-body.js";
import type { Header, Request } from "./exchange.js";

const SECRET_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "api-key",
  "apikey",
  "x-auth-token",
]);
const SECRET_PARAMETERS = /^(?:api_?key|key|token|access_token|auth|secret|password)$/i;
/** Members of a request's body that hold secrets: environment values, vault credentials, a git token. */
const SECRET_MEMBERS = /^(?:envs?|auth|token|accessToken|refreshToken|clientSecret|password|secret|apiKey)$/;

/** Every secret that a request carries: credentials, cookies, URL passwords, and secret members of its body. */
export function collectSecrets(request: Request | null): string[] {
  if (request === null) return [];
  const found = [...headerSecrets(request.headers), ...urlSecrets(request.url ?? "")];
  const text = request.body?.text ?? "";
  const body = /["'](?:envs?|auth|token|accessToken|refreshToken|clientSecret|password|secret|apiKey)["']/.test(text)
    ? parseJson(text)
    : undefined;
  if (body !== undefined) collectMembers(body, false, found, 0);
  return [...new Set(found)].filter((secret) => secret.trim() !== "");
}

function headerSecrets(headers: readonly Header[]): string[] {
  const found: string[] = [];
  for (const { name, value } of headers) {
    if (!SECRET_HEADERS.has(name.toLowerCase())) continue;
    if (name.toLowerCase() === "cookie") {
      for (const pair of value.split(";")) found.push(pair.slice(pair.indexOf("=") + 1).trim());
      continue;
    }
    const credential = value.replace(/^(?:[A-Za-z][\w-]*\s+)+(?=\S)/, "");
    // Words such as `undefined` are evidence, not secrets.
    if (credential.length >= 12) found.push(credential, value);
  }
  return found;
}

function urlSecrets(url: string): string[] {
  const found: string[] = [];
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*:([^/?#]*)@/i.exec(url)?.[1];
  if (password !== undefined) found.push(password);
  const query = url.split("?")[1]?.split("#")[0] ?? "";
  for (const [name, value] of new URLSearchParams(query)) if (SECRET_PARAMETERS.test(name)) found.push(value);
  return found;
}

/** Below a secret member every text counts; depth is bounded, for bodies are anybody's. */
function collectMembers(value: unknown, secret: boolean, found: string[], depth: number): void {
  if (depth > 8 || found.length > 1000) return;
  if (typeof value === "string") {
    if (secret && value.length >= 5 && !/^(?:bearer|oauth|apiKey)$/.test(value)) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectMembers(item, secret, found, depth + 1);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value))
      collectMembers(member, secret || SECRET_MEMBERS.test(name), found, depth + 1);
  }
}
