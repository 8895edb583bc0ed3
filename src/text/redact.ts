/** What stands where a secret stood. */
export const REDACTED = "[redacted]";

/** Takes secrets out of a text. */
export type Redactor = (text: string) => string;

/**
 * Text that looks like a key or token of this API: its prefix, then at least six characters of one. What stands before
 * may be a letter (`\n21st_sk_…` in a JSON text); only `an_t_` needs an edge there, for words end in it.
 */
const KEY_LIKE = /(21st_sk_|an_sk_|\ban_t_|an_t_(?=eyJ))[A-Za-z0-9_\-.]{6,}/g;
/** The same after percent- or JSON-escaping of the underscores, once or several times. */
const ESCAPED_KEY_LIKE =
  /(?:21st|an)(?:%(?:25){0,3}5f|\\{1,8}u005f)(?:sk|t)(?:%(?:25){0,3}5f|\\{1,8}u005f)[A-Za-z0-9_\-.%\\]{6,}/gi;
/** Credentials within a URL (RFC 3986, 3.2.1): user and password, or a long user, which is a token; not our own fix's pattern. */
const URL_PASSWORD =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?!<user>:<password>@)(?:[^\s/@:?#"']{0,256}:[^\s/?#"']{1,512}|[^\s/@:?#"']{20,512})@/gi;

/** A secret shorter than this is no secret: hiding it would blank out ordinary words. */
const SHORTEST_SECRET = 5;

/**
 * Makes a redactor for these secrets. It hides each of them as it is and as base64 (each alignment), percent-encoded,
 * JSON-escaped, HTML-escaped, in hex and reversed; and whatever looks like a key of this API or a URL's password.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length >= SHORTEST_SECRET) for (const form of encodingsOf(secret)) forms.add(form);
    const trimmed = secret.trim();
    if (trimmed !== secret && trimmed.length >= SHORTEST_SECRET)
      for (const form of encodingsOf(trimmed)) forms.add(form);
  }
  const ordered = [...forms]
    .filter((form) => form.length >= SHORTEST_SECRET && !REDACTED.includes(form))
    .sort((a, b) => b.length - a.length);
  // `Bearer <key>`: the key's own forms find it, and the scheme is no secret.
  const cut = ordered.filter((form) => !/^[A-Za-z][\w-]* /.test(form));
  return (text) => {
    let shown = text;
    for (const form of ordered) if (shown.includes(form)) shown = shown.split(form).join(REDACTED);
    return redactKeyLike(hideCutEnd(shown, cut));
  };
}

/** Hides the start of a secret at the end of a text, which was cut there. Fewer characters than these give nothing away. */
function hideCutEnd(text: string, forms: readonly string[]): string {
  const end = text.endsWith("…") ? text.length - 1 : text.length;
  for (const form of forms) {
    const least = Math.max(5, Math.min(12, Math.ceil(form.length * 0.6)));
    for (let length = Math.min(form.length - 1, end); length >= least; length -= 1) {
      const start = end - length;
      if (text[start] === form[0] && text.startsWith(form.slice(0, length), start))
        return `${text.slice(0, start)}${REDACTED}${text.slice(end)}`;
    }
  }
  return text;
}

/** Hides whatever looks like a key or token of this API, and passwords in URLs. */
export function redactKeyLike(text: string): string {
  return text
    .replace(KEY_LIKE, (_, prefix: string) => `${prefix}${REDACTED}`)
    .replace(ESCAPED_KEY_LIKE, REDACTED)
    .replace(URL_PASSWORD, (_, scheme: string) => `${scheme}${REDACTED}@`);
}

function encodingsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const percent = percentEncode(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const forms = [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    percent,
    percent.toLowerCase(),
    percent.replace(/%20/g, "+"),
    secret
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;"),
    [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    [...secret]
      .map((c) => (/\w/.test(c) && c !== "_" ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`))
      .join(""),
    [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    hex,
    hex.toUpperCase(),
    [...secret].reverse().join(""),
    ...base64Forms(bytes),
  ];
  return [...new Set(forms)];
}

function percentEncode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The stretch of base64 that is the same wherever the secret starts within a group of three bytes: for each alignment,
 * without the characters that share bits with what stands before or after.
 */
function base64Forms(bytes: Uint8Array): string[] {
  const forms: string[] = [];
  for (let shift = 0; shift < 3; shift += 1) {
    const padded = new Uint8Array(shift + bytes.length);
    padded.set(bytes, shift);
    let binary = "";
    for (const byte of padded) binary += String.fromCharCode(byte);
    const start = Math.ceil((shift * 8) / 6);
    const end = Math.floor((padded.length * 8) / 6);
    const text = btoa(binary).slice(start, end);
    forms.push(text, text.replace(/\+/g, "-").replace(/\//g, "_"));
  }
  return forms.filter((form) => form.length >= 8);
}
