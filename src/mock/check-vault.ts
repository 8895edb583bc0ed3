import { isMembers, type Members } from "./check-fields.js";
import { Refusal } from "./refusal.js";

/** How many active credentials a vault takes (newer edition of the documentation). */
export const MAX_CREDENTIALS = 20;

const MAX_TEXT: Readonly<Record<string, number>> = { name: 200, description: 500 };
const MAX_METADATA = { pairs: 16, key: 64, value: 512 } as const;

/** Checks what the vault pages bound: name, description, metadata. Throws a Refusal `validation_error`. */
export function checkVaultFields(body: Members): void {
  for (const [name, max] of Object.entries(MAX_TEXT)) {
    const value = body[name];
    if (typeof value === "string" && value.length > max) refuse(`${name} must have at most ${max} characters`);
  }
  const { metadata } = body;
  if (isMembers(metadata)) checkMetadata(metadata);
}

function checkMetadata(metadata: Members): void {
  const pairs = Object.entries(metadata);
  if (pairs.length > MAX_METADATA.pairs) refuse(`metadata must have at most ${MAX_METADATA.pairs} pairs`);
  for (const [key, value] of pairs) {
    if (key.length > MAX_METADATA.key) refuse(`metadata keys must have at most ${MAX_METADATA.key} characters`);
    if (typeof value !== "string" || value.length > MAX_METADATA.value) {
      refuse(`metadata values must be strings of at most ${MAX_METADATA.value} characters`);
    }
  }
}

/** The normal form of a server's address. Throws a Refusal `validation_error` where it is no HTTP URL. */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return refuse("serverUrl must be an HTTP URL");
  return url.href;
}

/** The type of a credential's `auth`. Throws a Refusal `validation_error` where it is neither bearer nor oauth. */
export function readAuthType(auth: Members): string {
  const { type } = auth;
  if (type !== "bearer" && type !== "oauth") return refuse("auth.type must be bearer or oauth");
  if (type === "bearer" && (typeof auth["token"] !== "string" || auth["token"].trim() === "")) {
    return refuse("auth.token is required");
  }
  return type;
}

function refuse(message: string): never {
  throw new Refusal("validation_error", message);
}
