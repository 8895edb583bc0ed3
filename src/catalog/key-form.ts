/** A defect in the text of a key: what is wrong, where it starts (0-based), and what it proves. */
export interface KeyDefect {
  /**
   * - `unset`: the text of a variable that was not set or not expanded.
   * - `placeholder`: sample text.
   * - `foreign`: a key of another service.
   * - `mangled`: the right prefix (or none), but text that no key can hold.
   * - `suspicious`: an unusual length or digit; only the server can tell.
   */
  readonly kind: "unset" | "placeholder" | "foreign" | "mangled" | "suspicious";
  /** One clause that never quotes the key, such as "a line break at position 72". */
  readonly what: string;
  readonly position: number | null;
}

/** The two kinds of credential that this API takes, or neither. */
export type KeyKind = "key" | "token" | "other";

/** `21st_sk_` and the older `an_sk_`, each followed by 64 lower-case hex digits (documented and observed). */
const KEY_PREFIXES = ["21st_sk_", "an_sk_"] as const;
/** Short tokens: `an_t_` and a JWT (observed). */
export const TOKEN_PREFIX = "an_t_";
const HEX_DIGITS = 64;

/** Whose key it looks like, by prefix. Prefixes as their services document them. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^sk-ant-/, "Anthropic"],
  [/^sk-or-/, "OpenRouter"],
  [/^sk-(?:proj|svcacct|admin)-/, "OpenAI"],
  [/^sk-[A-Za-z0-9]{20,}/, "OpenAI"],
  [/^(?:ghp|gho|ghu|ghs|ghr)_/, "GitHub"],
  [/^github_pat_/, "GitHub"],
  [/^glpat-/, "GitLab"],
  [/^e2b_/, "E2B"],
  [/^(?:AKIA|ASIA)[A-Z0-9]{12,}/, "AWS"],
  [/^AIza/, "Google"],
  [/^ya29\./, "Google"],
  [/^xox[abpros]-/, "Slack"],
  [/^(?:sk|pk|rk)_(?:live|test)_/, "Stripe"],
  [/^hf_/, "Hugging Face"],
  [/^gsk_/, "Groq"],
  [/^xai-/, "xAI"],
  [/^pplx-/, "Perplexity"],
  [/^r8_/, "Replicate"],
  [/^npm_/, "npm"],
  [/^dop_v1_/, "DigitalOcean"],
  [/^lin_api_/, "Linear"],
  [/^(?:secret|ntn)_[A-Za-z0-9]{20,}/, "Notion"],
  [/^dtn_/, "Daytona"],
  [/^vercel_|^vc[kpt]_/, "Vercel"],
  [/^re_[A-Za-z0-9]{8,}_/, "Resend"],
  [/^SG\./, "SendGrid"],
];

const UNSET =
  /^(?:|undefined|null|none|nil|nan|false|\[object object\]|\$\{?[A-Za-z_]\w*\}?|\$\{\{.*\}\}|%[A-Za-z_]\w*%|\{\{.*\}\}|\$env:\w+|process\.env\.\w+)$/i;
const PLACEHOLDER_WORDS =
  /your[_-]?(?:21st[_-]?)?(?:api[_-]?|secret[_-]?|own[_-]?)?(?:key|token|secret)|your[_-](?:key|token)|api[_-]?key[_-]?here|^<.*>$|^(?:\.{3}|…)$|^x{3,}$|^(?:key|token|secret|api[_-]?key|changeme|change[_-]me|replace[_-]?me|todo|test|example|insert.*here|paste.*here|dummy|placeholder)$/i;
/** What stands behind a real prefix where the key was never filled in. */
const PLACEHOLDER_TAIL =
  /^(?:|\.{2,}|…|x+|\*+|<.*>|\{.*\}|abc123|abcdef|123456?|your.*|(?:my|the)?[_-]?(?:api)?[_-]?key.*|example.*|test|live|secret|replace.*|placeholder|here)$/i;

/** Which kind of credential a text claims to be, by its prefix. */
export function readKeyKind(text: string): KeyKind {
  const bare = text.replace(/^[\s"'`“”‘’]+/, "");
  if (KEY_PREFIXES.some((prefix) => bare.startsWith(prefix))) return "key";
  if (bare.startsWith(TOKEN_PREFIX)) return "token";
  return "other";
}

/** True where the text has exactly the form of a key: a known prefix and 64 lower-case hex digits. */
export function isWellFormedKey(text: string): boolean {
  return /^(?:21st_sk_|an_sk_)[0-9a-f]{64}$/.test(text);
}

/** True for text that is one JWT: three base64url parts whose first starts a JSON object. */
export function looksLikeJwt(text: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(text);
}

/** The service that a key's prefix belongs to, or undefined. */
export function readForeignService(text: string): string | undefined {
  return FOREIGN.find(([prefix]) => prefix.test(text))?.[1];
}

/** Finds what is wrong with the text of a key or token, the most telling defect first; undefined where nothing is. */
export function findKeyDefect(text: string): KeyDefect | undefined {
  return findProvenDefect(text) ?? findSuspicion(text);
}

function findProvenDefect(text: string): KeyDefect | undefined {
  const unquoted = text.trim().replace(/^(["'`])(.*)\1$/s, "$2");
  if (UNSET.test(unquoted)) return { kind: "unset", what: describeUnset(unquoted), position: null };
  const prefix = [...KEY_PREFIXES, TOKEN_PREFIX].find((known) => unquoted.startsWith(known));
  const tail = prefix === undefined ? null : unquoted.slice(prefix.length);
  if (tail === null ? PLACEHOLDER_WORDS.test(unquoted) : PLACEHOLDER_TAIL.test(tail)) {
    return { kind: "placeholder", what: "it is sample text", position: null };
  }
  const service = readForeignService(unquoted);
  if (service !== undefined) return { kind: "foreign", what: `its prefix belongs to ${service}`, position: 0 };
  return findForbiddenCharacter(text);
}

function describeUnset(text: string): string {
  if (text === "") return "it is empty";
  return /^[a-z[\] ]+$/i.test(text)
    ? `it is the text "${text}", which is what an unset variable turns into`
    : `it is the variable reference ${text}, which nothing expanded`;
}

function findForbiddenCharacter(text: string): KeyDefect | undefined {
  const match = /[^\x21\x23-\x26\x28-\x5f\x61-\x7e]/u.exec(text);
  if (match === null) return undefined;
  const [character] = match;
  return {
    kind: "mangled",
    what: `${nameCharacter(character)} at position ${match.index + 1} of ${text.length}`,
    position: match.index,
  };
}

function nameCharacter(character: string): string {
  const names: Readonly<Record<string, string>> = {
    " ": "a space",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a carriage return",
    '"': "a double quote",
    "'": "a single quote",
    "`": "a backquote",
    "\u00a0": "a no-break space",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
    "\u2026": "an ellipsis",
  };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const name =
    names[character] ??
    (character < " " || character === "\u007f" ? "a control character" : "a character that no key contains");
  return `${name} (U+${code})`;
}

function findSuspicion(text: string): KeyDefect | undefined {
  const prefix = KEY_PREFIXES.find((known) => text.startsWith(known));
  if (prefix === undefined) {
    if (text.startsWith(TOKEN_PREFIX) || looksLikeJwt(text)) return undefined;
    return { kind: "suspicious", what: "it starts with none of the prefixes 21st_sk_, an_sk_ and an_t_", position: 0 };
  }
  const digits = text.slice(prefix.length);
  const odd = /[^0-9a-f]/.exec(digits);
  if (odd !== null) {
    const position = prefix.length + odd.index;
    return {
      kind: "suspicious",
      what: `a character that is no lower-case hex digit at position ${position + 1} of ${text.length}`,
      position,
    };
  }
  if (digits.length !== HEX_DIGITS) {
    return {
      kind: "suspicious",
      what: `${digits.length} hex digits after ${prefix}, where ${HEX_DIGITS} are usual`,
      position: digits.length < HEX_DIGITS ? text.length : prefix.length + HEX_DIGITS,
    };
  }
  return undefined;
}
