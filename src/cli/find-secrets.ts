import { findKeyDefect } from "../catalog/key-form.js";
import type { Host } from "../host/host.js";

/** Options and members whose value is a secret, misspelt ones included. */
const SECRET_OPTION = /^--?[\w-]*(?:key|token|secret|password|auth)[\w-]*$/i;

/** Every secret that the command line and the environment hold, so that no output can show it, an error of parsing least of all. */
export function findSecrets({ args, env }: Pick<Host, "args" | "env">): string[] {
  const found = [env["SANDBOX_API_KEY"], env["API_KEY_21ST"], env["AN_API_KEY"], ...proxyPasswords(env)];
  for (const [i, arg] of args.entries()) {
    const [, name, value] = /^(--?[^=\s]+)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && SECRET_OPTION.test(name)) found.push(value);
    const next = args[i + 1];
    if (SECRET_OPTION.test(arg) && next !== undefined && !next.startsWith("-")) found.push(next);
    found.push(/^(?:authorization|x-api-key|cookie):\s*(?:bearer\s+|basic\s+)?(.+)$/is.exec(arg)?.[1]);
    found.push(/^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]*:([^/?#\s]*)@/i.exec(arg)?.[1]);
  }
  return found.filter((text): text is string => text !== undefined && isSecret(text));
}

/** Sample text and the text of unset variables is evidence, and no secret; file names after `--api-key-file` neither. */
function isSecret(text: string): boolean {
  if (text.trim().length < 5) return false;
  const kind = findKeyDefect(text)?.kind;
  return kind !== "unset" && kind !== "placeholder";
}

function proxyPasswords(env: Host["env"]): string[] {
  return ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy"].flatMap((name) => {
    const userinfo = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(env[name] ?? "")?.[1];
    if (userinfo === undefined) return [];
    const password = userinfo.slice(userinfo.indexOf(":") + 1);
    return [password, safeDecode(password), userinfo];
  });
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
