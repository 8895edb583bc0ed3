import { isWellFormedKey, type KeyDefect, looksLikeJwt } from "../../catalog/key-form.js";
import type { Credential } from "../../exchange/credential.js";

/** What is wrong with the text of a credential. */
export interface KeyProblem {
  readonly kind: KeyDefect["kind"];
  /** One clause that never quotes a key, such as "a line break at position 72". */
  readonly what: string;
  /** `unset`: the variable's name where known. `foreign`: the service. */
  readonly subject: string | null;
}

/** Sample text and references are short; longer text is cut, which no pattern below mistakes for one of them. */
const LONGEST_WORD = 300;

/** Enough hex digits in a row that a real key stands within the text, whatever surrounds it. */
const HELD_KEY = /[0-9a-f]{40}/;

const PREFIX = /^(?:21st_sk_|an_sk_|an_t_)/;

/** Texts of values that were never set or never expanded, in shells, templates, languages and CI systems. */
const UNSET =
  /^(?:undefined|null|none|nil|nan|nullptr|false|\(null\)|\(none\)|<(?:nil|null|none|undefined|no value|unset)>|\[object \w+\]|function\b.*|\$\{+[^}]*\}+|\$\([^)]*\)|\$[A-Za-z_]\w*|\$env:\w+|%[A-Za-z_]\w*%|%\(\w+\)s|\{\{.*\}\}|\{(?!your|my|insert)[A-Za-z_][\w.]*\}|<%.*%>|#\{.*\}|@\{.*\}|!\w{2,80}!|__\w{2,80}__|@@\w{2,80}@@|\(\(.*\)\)|%!\w\(.*\)|(?:process|import\.meta)\.env\b.*|os\.(?:environ|getenv)\b.*|ENV\[.*\]|System\.getenv.*|(?:secrets|env|vars)\.\w+|(?:SANDBOX_API_KEY|API_KEY_21ST|AN_API_KEY|AGENTS_API_KEY))$/i;
/** Addresses within a store of secrets, which its own tool has to replace. */
const STORED =
  /^(?:op|vault|secret|sm|ssm|gcpsm|akv|doppler|infisical|bws|pass|keychain):[^\s]{2,200}$|^arn:aws:(?:secretsmanager|ssm):\S{2,200}$|^projects\/\S{1,100}\/secrets\/\S{1,100}$|^@Microsoft\.KeyVault\(.*\)$/i;
const WORDS_OF_NOTHING = /^(?:undefined|null|none|nil|nan|nullptr|false|object|no|value|unset|promise|function)$/i;

/** Sample text, alone or behind a real prefix. */
const SAMPLE =
  /^(?:<.*>|\[.*\]|\(.*\)|\{.*\}|\.{2,}|…|x{3,}|[*•●·xX._…-]{3,}|(?:your|insert|enter|paste|put|replace|change|add|fill)[\s_-]?\w.*|(?:dein|deinen?|ihr|ihren?|votre|ton|tu|su|seu|sua|tuo|tua|jouw?|uw)[\s_-].{0,60}(?:key|token|schl(?:ü|ue)ssel|cl[eé]|clave|llave|chave|chiave|sleutel|secret)\w{0,20}|.*[\s_-]here|(?:my|the|a|some|sample|demo|dummy|fake|example|placeholder|test|real|actual|secret)[\s_-](?:.*[\s_-])?(?:key|token|secret|value)|(?:api[\s_-]?)?(?:key|token)|secret|token|sample|demo|dummy|fake|example|placeholder|changeme|redacted|masked|hidden|todo|tbd|fixme|foo|bar|foobar|password)$/i;
const SAMPLE_TAIL =
  /^(?:abc\w{0,8}|xyz\w{0,4}|123\d{0,7}|(?:test|live|foo|bar|my|demo|sample|fake|dummy)\w{0,8})\.{0,3}$/i;

/** Prefixes of other services, beside those of the key forms. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^sk-/, "OpenAI"],
  [/^sess-/, "OpenAI"],
  [/^tvly-/, "Tavily"],
  [/^fc-[0-9a-f]/, "Firecrawl"],
  [/^nvapi-/, "NVIDIA"],
  [/^csk-/, "Cerebras"],
  [/^tgp_v1_/, "Together AI"],
  [/^sb[pn]?_(?:secret_|publishable_|[0-9a-f]{20})/, "Supabase"],
  [/^shp(?:at|ca|pa|ss)_/, "Shopify"],
  [/^figd_/, "Figma"],
  [/^ATATT/, "Atlassian"],
  [/^dapi[0-9a-f]/, "Databricks"],
  [/^PMAK-/, "Postman"],
  [/^whsec_/, "Stripe or Svix"],
  [/^(?:phc|phx)_/, "PostHog"],
  [/^(?:xapp)-/, "Slack"],
  [/^pypi-/, "PyPI"],
  [/^glsa_/, "Grafana"],
  [/^fo1_|^FlyV1 /, "Fly.io"],
  [/^rnd_/, "Render"],
  [/^bb_(?:live|test)_/, "Browserbase"],
  [/^msy_|^key_live_/, "another service"],
  [/^GOCSPX-/, "Google"],
  [/^pk_|^sk_(?!live|test)/, "another service"],
];

/** Finds what is wrong with the text of a credential, the most telling first; undefined where nothing is. */
export function findKeyProblem(credential: Credential): KeyProblem | undefined {
  const { scheme, text, defect } = credential;
  if (scheme === "unknown" || scheme === "absent" || scheme === "basic" || isWellFormedKey(text)) return undefined;
  const bare = text.trim().replace(/^(["'`])(.*)\1$/s, "$2");
  const tail = bare.replace(PREFIX, "").slice(0, LONGEST_WORD);
  const prefixed = PREFIX.test(bare);
  if (HELD_KEY.test(text))
    return findLostStart(bare) ?? findForeign(bare, defect) ?? findWrapping(credential) ?? findDamage(credential);
  if (STORED.test(bare))
    return {
      kind: "unset",
      what: "it is the address of a secret, which no tool replaced with the secret",
      subject: null,
    };
  if (defect?.kind === "unset" || UNSET.test(tail)) return describeUnset(tail);
  // A prefix of a token with nothing behind it is a token that lost its JWT, not sample text.
  if (prefixed && tail === "" && credential.kind === "token") return undefined;
  if (defect?.kind === "placeholder" || SAMPLE.test(tail) || (credential.kind === "key" && SAMPLE_TAIL.test(tail))) {
    const what = prefixed ? "it is sample text behind a real prefix" : "it is sample text";
    return { kind: "placeholder", what, subject: null };
  }
  return findForeign(bare, defect) ?? findDamage(credential);
}

/** The digits are whole, and the prefix before them lost its first characters: what is left looks like another service's. */
function findLostStart(bare: string): KeyProblem | undefined {
  const left = /^([1stan_k]{1,7})[0-9a-f]{64}$/.exec(bare)?.[1];
  const whole = left === undefined ? undefined : ["21st_sk_", "an_sk_"].find((prefix) => prefix.endsWith(left));
  if (whole === undefined || left === whole) return undefined;
  const what = `the start of its prefix is missing: it begins with ${left} where ${whole} belongs`;
  return { kind: "suspicious", what, subject: null };
}

/** Brackets and the like around a real key look like sample text, and are not. */
function findWrapping({ text, defect }: Credential): KeyProblem | undefined {
  if (defect?.kind !== "unset" && defect?.kind !== "placeholder") return undefined;
  const position = text.search(/[^\w]/);
  const place = position < 0 ? "" : ` at position ${position + 1} of ${text.length}`;
  return { kind: "mangled", what: `brackets or other text around the key${place}`, subject: null };
}

function describeUnset(text: string): KeyProblem {
  if (text === "") return { kind: "unset", what: "it is empty", subject: null };
  if (/^\$\(/.test(text)) return { kind: "unset", what: "it is a command in $( ), which no shell ran", subject: null };
  const name = /[A-Za-z_][A-Za-z0-9_]{2,99}$/.exec(text.replace(/[^\w]+$/, ""))?.[0] ?? null;
  if (name === null || WORDS_OF_NOTHING.test(name)) {
    return { kind: "unset", what: `it is the text "${text.slice(0, 20)}", which stands for no value`, subject: null };
  }
  return { kind: "unset", what: `it is a reference to ${name}, which nothing replaced with its value`, subject: name };
}

function findForeign(bare: string, defect: KeyDefect | null): KeyProblem | undefined {
  if (PREFIX.test(bare)) return undefined;
  const named = defect?.kind === "foreign" ? /belongs to (.+)$/.exec(defect.what)?.[1] : undefined;
  const service = named ?? FOREIGN.find(([prefix]) => prefix.test(bare))?.[1];
  if (service === undefined) return undefined;
  return { kind: "foreign", what: `its prefix belongs to ${service}`, subject: service };
}

function findDamage({ text, defect }: Credential): KeyProblem | undefined {
  if (defect === null || (looksLikeJwt(text) && defect.kind === "suspicious")) return undefined;
  if (defect.kind !== "mangled" && defect.kind !== "suspicious") return undefined;
  return { kind: defect.kind, what: defect.what, subject: null };
}
