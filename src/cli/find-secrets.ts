import { findKeyDefect } from "../catalog/key-form.js";
import {
  collectBodySecrets,
  collectHeaderSecrets,
  collectUrlSecrets,
  isSecretField,
} from "../exchange/collect-secrets.js";
import type { Host } from "../host/host.js";

/** Options and members whose value is a secret, misspelt ones included. */
const SECRET_OPTION = /^--?[\w-]*(?:key|token|secret|password|auth)[\w-]*$/i;
/** Their values are a file's name, or none. */
const HARMLESS_OPTION = /^--(?:api-key-file|api-key-stdin)$/;
const PROXY_VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy"];

/** Every secret that the command line and the environment hold, so that no output can show it, an error of parsing least of all. */
export function findSecrets({ args, env }: Pick<Host, "args" | "env">): string[] {
  const found = [
    ...["SANDBOX_API_KEY", "API_KEY_21ST", "AN_API_KEY"].map((name) => env[name] ?? ""),
    ...PROXY_VARIABLES.flatMap((name) => collectUrlSecrets(asUrl(env[name] ?? ""))),
    ...collectUrlSecrets(env["SANDBOX_BASE_URL"] ?? ""),
  ];
  // What explain is given are answers and names: their words are no secrets of this call.
  const sends = args.find((arg) => !arg.startsWith("-")) !== "explain";
  for (const [i, arg] of args.entries()) {
    const next = args[i + 1];
    if (isSecretOption(arg) && next?.startsWith("--") === false) found.push(next);
    found.push(/^--?api[-_]?key([^-=\s].{7,})$/is.exec(arg)?.[1] ?? "");
    const [, name = "", value = ""] = /^(--?[^=\s]+)=(.*)$/s.exec(arg) ?? [];
    if (isSecretOption(name)) found.push(value);
    if (sends) found.push(...readText(value), ...readText(arg.replace(/^-[HfFd](?=.)/, "")));
  }
  return found.filter(isSecret);
}

function isSecretOption(name: string): boolean {
  return SECRET_OPTION.test(name) && !HARMLESS_OPTION.test(name);
}

/** The secrets of one word, whatever option it belongs to: a header, a field, a body, a URL. */
function readText(text: string): string[] {
  const [, header = "", content = ""] =
    /^\s*([\w-]{1,100}):?\s+(\S.*)$/s.exec(text) ?? /^([\w-]{1,100}):(.*)$/s.exec(text) ?? [];
  const [, field = "", value = ""] = /^([\w.[\]-]{1,200})=(.*)$/s.exec(text) ?? [];
  return [
    ...collectHeaderSecrets({ name: header, value: content }),
    ...(isSecretField(field) ? [value, ...collectBodySecrets(`{"secret":${value}}`)] : collectBodySecrets(value)),
    ...collectBodySecrets(text),
    ...collectUrlSecrets(text),
  ];
}

/** Sample text and the text of unset variables is evidence, and no secret. */
function isSecret(text: string): boolean {
  if (text.trim().length < 5) return false;
  const kind = findKeyDefect(text)?.kind;
  return kind !== "unset" && kind !== "placeholder";
}

/** A proxy may be written without its scheme. */
function asUrl(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}
