import { findKeyDefect, looksLikeJwt, readKeyKind, TOKEN_PREFIX } from "../catalog/key-form.js";
import type { Credential, CredentialScheme, TokenClaims } from "./credential.js";
import { isJsonObject, type JsonObject, ownMember, ownNumber, ownText, parseJson } from "./decode-body.js";
import { type Header, type Request, readHeader } from "./exchange.js";

/** Query parameters in which people send keys. */
const KEY_PARAMETERS = ["api_key", "apikey", "apiKey", "key", "token", "access_token", "auth"];

/** What tools write in the place of a secret: GitHub Actions `***`, Git and curl `<redacted>`, Sentry `[Filtered]`. */
const MASK = /^(?:\*{3}|[[<(]?(?:redacted|filtered|masked|hidden|removed|scrubbed)[\])>]?)$/i;

/** Stands for a credential that nobody recorded, so that it does not count as missing. */
export const HIDDEN_AUTHORIZATION: Header = { name: "authorization", value: "[hidden]" };

/** Stands for headers that are unknown, so that none of them counts as missing. */
export const HIDDEN_HEADERS: readonly Header[] = [
  HIDDEN_AUTHORIZATION,
  { name: "content-type", value: "application/json" },
];

/** Finds the credential of a request and examines its text; nothing is verified and nothing leaves this function. */
export function decodeCredential(request: Request | null): Credential {
  if (request === null || (request.headers.length === 0 && request.url === null))
    return examine("unknown", "request", null, "");
  const header = readHeader(request.headers, "authorization");
  if (header !== undefined) return readAuthorization(header);
  for (const name of ["x-api-key", "api-key", "x-auth-token", "apikey"]) {
    const value = readHeader(request.headers, name);
    if (value !== undefined) return examine("x_api_key", `request.headers.${name}`, name, value);
  }
  return (
    readQueryKey(request.url) ??
    readMisplacedKey(request) ??
    examine("absent", "request.headers.authorization", null, "")
  );
}

/** Text that can only be a key or token of this API. */
const OWN_KEY = /(?:21st_sk_|an_sk_)[0-9a-f]{8,}|\ban_t_eyJ[\w.-]+/;
/** Members of a body by which people send a key; `envs` and the like hold keys for others. */
const KEY_MEMBER = /^(?:api_?key|key|token|access_?token|auth|authorization|secret)$/i;

/** A key of this API in any other place: a header of whatever name, the user of the URL, a member of the body. */
function readMisplacedKey(request: Request): Credential | undefined {
  for (const { name, value } of request.headers) {
    const key = OWN_KEY.exec(value)?.[0];
    if (key !== undefined) return examine("header", `request.headers.${name.toLowerCase()}`, name, key);
  }
  const user = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(request.url ?? "")?.[1] ?? "";
  const inUrl = OWN_KEY.exec(user)?.[0];
  if (inUrl !== undefined) return examine("url", "request.url", null, inUrl);
  const text = request.body?.text ?? "";
  const body = text.length < 100_000 && OWN_KEY.test(text) ? parseJson(text) : undefined;
  if (!isJsonObject(body)) return undefined;
  const member = Object.entries(body).find(
    ([name, value]) => KEY_MEMBER.test(name) && typeof value === "string" && readKeyKind(value) !== "other",
  );
  return member === undefined ? undefined : examine("body", `request.body.${member[0]}`, member[0], String(member[1]));
}

function readAuthorization(header: string): Credential {
  const where = "request.headers.authorization";
  const [, word = "", text = ""] = /^([A-Za-z][\w-]*)(?: (.*)|)$/s.exec(header) ?? [];
  // A tool put this in the place of what was sent: of the credential nothing is known.
  if (MASK.test(word === "" ? header : text)) return examine("unknown", where, null, "");
  if (/^bearer$/i.test(word)) {
    if (/^bearer(?:\s|$)/i.test(text))
      return examine("bearer_twice", where, "Bearer Bearer", text.replace(/^bearer\s*/i, ""));
    return examine(word === "Bearer" ? "bearer" : "bearer_wrong_case", where, word, text);
  }
  if (/^basic$/i.test(word)) return examine("basic", where, word, text);
  if (text === "" || readKeyKind(header) !== "other" || header.includes(":")) {
    return header.trim() === "" ? examine("bearer", where, null, "") : examine("bare", where, null, header);
  }
  return examine("other_scheme", where, word, text);
}

function readQueryKey(url: string | null): Credential | undefined {
  const query = url?.split("?")[1]?.split("#")[0];
  if (query === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  for (const name of KEY_PARAMETERS) {
    const value = parameters.get(name);
    if (value !== null) return examine("query", `request.url.query.${name}`, name, value);
  }
  return undefined;
}

function examine(scheme: CredentialScheme, where: string, schemeWord: string | null, text: string): Credential {
  const present = scheme !== "unknown" && scheme !== "absent";
  const kind = readKeyKind(text);
  const token = readTokenClaims(text);
  return {
    scheme,
    where,
    schemeWord,
    text,
    kind,
    defect: present && scheme !== "basic" ? (findKeyDefect(text) ?? null) : null,
    token,
    isToken: kind === "token" || looksLikeJwt(text.trim()),
  };
}

/** The claims of an `an_t_` token or a bare JWT, read without verifying it; null where there are none to read. */
export function readTokenClaims(text: string): TokenClaims | null {
  const jwt = text.trim().startsWith(TOKEN_PREFIX) ? text.trim().slice(TOKEN_PREFIX.length) : text.trim();
  const parts = jwt.split(".");
  if (parts.length !== 3 || jwt.length > 16_384) return null;
  const header = decodePart(parts[0] ?? "");
  const claims = decodePart(parts[1] ?? "");
  if (header === null || claims === null) return null;
  const agents = ownMember(claims, "agents");
  return {
    expiresAt: ownNumber(claims, "exp"),
    issuedAt: ownNumber(claims, "iat"),
    notBefore: ownNumber(claims, "nbf"),
    agents: Array.isArray(agents) ? agents.filter((agent) => typeof agent === "string") : null,
    teamId: ownText(claims, "team_id"),
    userId: ownText(claims, "user_id"),
    endUserId: ownText(claims, "end_user_id"),
  };
}

function decodePart(part: string): JsonObject | null {
  if (!/^[\w-]+={0,2}$/.test(part)) return null;
  try {
    const bytes = Uint8Array.from(
      atob(
        part
          .replace(/-/g, "+")
          .replace(/_/g, "/")
          .replace(/={1,2}$/, ""),
      ),
      (c) => c.charCodeAt(0),
    );
    const value = parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
