import { UsageError } from "../usage-error.js";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** What the positional arguments of `request` say. */
export interface RequestLine {
  /** Upper case; null where it was left out. */
  readonly method: string | null;
  /** As given: a path, or an absolute URL. */
  readonly path: string;
}

/** Reads `<method-or-path> [path]`. Throws UsageError where that is neither. */
export function readRequestLine(args: readonly string[]): RequestLine {
  const [first = "", second] = args;
  if (second === undefined) {
    if (isMethod(first.toUpperCase()))
      throw new UsageError(
        `"${first}" is a method, and no path follows it`,
        first,
        `Add one, such as: sandbox-errors request ${first.toUpperCase()} /health`,
      );
    return { method: null, path: first };
  }
  const method = first.toUpperCase();
  if (!isMethod(method)) {
    throw new UsageError(`"${first}" is no method`, first, `Use one of ${METHODS.join(", ")}, or leave it out.`);
  }
  return { method, path: second };
}

function isMethod(text: string): boolean {
  return (METHODS as readonly string[]).includes(text);
}

/** What a URL is made of. */
export interface UrlParts {
  readonly baseUrl: URL;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly agent: string | null;
}

/**
 * The URL that is called: the base address, then the path as given (`//` and percent-encoded bytes stay, for they are
 * what the server is to see), `{agent}` filled in, further parameters behind its own query. Throws UsageError for another
 * origin, a user name, control characters, or what is no URL.
 */
export function buildUrl({ baseUrl, path, query, agent }: UrlParts): URL {
  const named = fillAgent(path, agent);
  refuseUnsendable(path, named);
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : joinPath(baseUrl, named);
  if (!URL.canParse(text)) throw new UsageError(`"${path}" makes no URL`, path, "Give a path such as /v1/sandboxes.");
  const url = new URL(text);
  // No subject: it would be the password.
  if (url.username !== "" || url.password !== "")
    throw new UsageError("The URL holds a user name or password", null, "Give the path alone: the key goes by itself.");
  if (url.origin !== baseUrl.origin) {
    throw new UsageError(
      `"${url.origin}" is not the address that the key belongs to`,
      path,
      `Give a path below ${baseUrl.origin}, or another --base-url.`,
    );
  }
  if (query.length > 0) url.search = [url.search.slice(1), writeQuery(query)].filter((part) => part !== "").join("&");
  return url;
}

/** Behind what the path already has, whose bytes stay as they are. */
function writeQuery(query: UrlParts["query"]): string {
  return new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
}

function refuseUnsendable(path: string, named: string): void {
  if (named === "")
    throw new UsageError(
      "The path is empty",
      path,
      "Give a path such as /v1/sandboxes; a shell variable may be unset.",
    );
  if (/[\u0000-\u0020\u007f]/.test(named))
    throw new UsageError(
      `The path "${path}" holds a space or a control character`,
      path,
      "Percent-encode it: a space is %20.",
    );
  if (named.includes("#"))
    throw new UsageError(`What follows the # in "${path}" would not be sent`, path, "Percent-encode it: a # is %23.");
}

function joinPath(baseUrl: URL, path: string): string {
  return `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, "")}${path.startsWith("/") ? "" : "/"}${path}`;
}

function fillAgent(path: string, agent: string | null): string {
  if (!path.includes("{agent}")) return path;
  if (agent === null)
    throw new UsageError(`The path "${path}" needs an agent`, path, "Name it with --agent <slug> or SANDBOX_AGENT.");
  return path.replaceAll("{agent}", encodeURIComponent(agent));
}

/** Reads `key=value`; the value may be empty. Throws UsageError without an equals sign or a key. */
export function readPair(text: string, option: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1)
    throw new UsageError(`${option}: "${text}" is no key=value pair`, text, `Write it as ${option} name=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
