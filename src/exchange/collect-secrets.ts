import { findKeyDefect } from "../catalog/key-form.js";
import { decodePercents } from "../text/decode-percents.js";
import { isJsonObject, parseJson } from "./decode-body.js";
import type { Header, Request } from "./exchange.js";

const SECRET_HEADER = /authorization|cookie|api-?key|(?:auth|access|private|session)-?token|^token$|secret|password/i;
const SECRET_PARAMETERS = /^(?:api_?key|key|token|access_token|auth|secret|client_secret|password)$/i;
const MEMBERS = "envs?|auth|token|access_?token|refresh_?token|client_?secret|password|secret|api_?key";
/** Members of a request's body that hold secrets: environment values, vault credentials, a git token. */
const SECRET_MEMBERS = new RegExp(`^(?:${MEMBERS})$`, "i");
const QUOTED_MEMBER = new RegExp(`["'](?:${MEMBERS})["']`, "i");
const BROKEN_MEMBER = new RegExp(`["'](?:${MEMBERS})["']\\s{0,20}:\\s{0,20}["']?([^"'\\s,{}\\[\\]]{1,4096})`, "gi");
const FORM_PAIR = /(?:^|&)([\w.%[\]-]{1,200})=([^&\s]{1,4096})/g;

/** Every secret that a request carries: credentials, cookies, URL passwords, and secret members of its body. */
export function collectSecrets(request: Request | null): string[] {
  if (request === null) return [];
  const found = [
    ...request.headers.flatMap(collectHeaderSecrets),
    ...collectUrlSecrets(request.url ?? ""),
    ...collectBodySecrets(request.body?.text ?? ""),
  ];
  return [...new Set(found)].filter((secret) => secret.trim() !== "");
}

/** True for the name of a field or parameter whose value is a secret, such as `envs[TOKEN]`, `auth[token]` or `api_key`. */
export function isSecretField(name: string): boolean {
  return name.split(/[[\].]+/).some((part) => SECRET_MEMBERS.test(part) || SECRET_PARAMETERS.test(part));
}

/** The secrets of one header: its credential with and without the scheme before it, or the values of its cookies. */
export function collectHeaderSecrets({ name, value }: Header): string[] {
  if (!SECRET_HEADER.test(name)) return [];
  if (/cookie/i.test(name)) return value.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  const credential = value.replace(/^(?:[A-Za-z][\w-]*\s+)+(?=\S)/, "");
  // Words such as `undefined` are evidence, not secrets; a bare `Bearer` is neither.
  const kind = findKeyDefect(credential)?.kind;
  if (credential.length < 8 || kind === "unset" || kind === "placeholder") return [];
  // Of a damaged key (quotes around it, a space in it) the parts are secret, too.
  const parts = credential.split(/[^\w.-]+/).filter((part) => part.length >= 16 && part !== credential);
  return [credential, value, ...parts];
}

/** User and password before the host of a URL, and the secret parameters behind it; as written and decoded. */
export function collectUrlSecrets(url: string): string[] {
  const found: string[] = [];
  const userinfo = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(url)?.[1];
  if (userinfo !== undefined) {
    const password = userinfo.slice(userinfo.indexOf(":") + 1);
    found.push(userinfo, password, decodePercents(password));
  }
  // A password with a slash in it makes no URL; it is a password all the same.
  const broken = URL.canParse(url) ? undefined : /^[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:(\S{5,4096})@/i.exec(url)?.[1];
  if (broken !== undefined) found.push(broken);
  const query = url.split("?")[1]?.split("#")[0] ?? "";
  for (const [name, value] of new URLSearchParams(query)) if (SECRET_PARAMETERS.test(name)) found.push(value);
  return found;
}

/** Secret members of a body: of JSON, of what was meant to be JSON, and of a form. */
export function collectBodySecrets(text: string): string[] {
  const found: string[] = [];
  if (QUOTED_MEMBER.test(text)) {
    const body = parseJson(text);
    if (body !== undefined) collectMembers(body, false, found, 0);
    else for (const [, value = ""] of text.slice(0, 1_000_000).matchAll(BROKEN_MEMBER)) found.push(value);
  } else if (!/^\s*[{[<]/.test(text)) {
    for (const [, name = "", value = ""] of text.slice(0, 1_000_000).matchAll(FORM_PAIR))
      if (isSecretField(decodePercents(name))) found.push(value, decodePercents(value));
  }
  return found.filter((secret) => secret.length >= 5);
}

/** Below a secret member every text counts; depth is bounded, for bodies are anybody's. */
function collectMembers(value: unknown, secret: boolean, found: string[], depth: number): void {
  if (depth > 8 || found.length > 1000) return;
  if (typeof value === "string") {
    if (secret && isSecretText(value)) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collectMembers(item, secret, found, depth + 1);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value))
      collectMembers(member, secret || isSecretMember(name), found, depth + 1);
  }
}

/** True for the name of a member below which every text of a body is a secret. */
export function isSecretMember(name: string): boolean {
  return SECRET_MEMBERS.test(name);
}

/** True for a text that is one, if it stands below such a member: not too short, and not the kind of a credential. */
export function isSecretText(text: string): boolean {
  return text.length >= 5 && !/^(?:bearer|oauth|apiKey)$/.test(text);
}
