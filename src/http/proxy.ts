import { BlockList, isIP } from "node:net";
import { decodePercents } from "../text/decode-percents.js";
import { isLoopback } from "./is-loopback.js";

/** A proxy, and the environment variable that asked for it. `url` may hold credentials: show `nameProxy` instead. */
export interface ProxyServer {
  readonly url: URL;
  readonly variable: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, lower-case names first as curl reads them.
 * Null where it is called directly, as the loopback always is; `invalid` says why a variable's value cannot be used.
 */
export function findProxy(url: URL, env: Environment): ProxyServer | null | { readonly invalid: string } {
  if (isLoopback(url) || findExemption(url, env) !== null) return null;
  const name = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const variable = env[name] ? name : name.toUpperCase();
  const value = env[variable]?.trim();
  if (!value) return null;
  return readProxy(value, variable);
}

/** An entry of a `NO_PROXY` variable by which a host is called directly. */
export interface Exemption {
  readonly variable: string;
  readonly entry: string;
}

/**
 * The entry by which a URL is called without a proxy: its host, a domain that it is in (`.example`, `*.example` or
 * `example`), an address or a range of addresses (`10.0.0.0/8`), each with a port or without, or `*`. Null where there is
 * none.
 */
export function findExemption(url: URL, env: Environment): Exemption | null {
  const variable = env["no_proxy"] ? "no_proxy" : "NO_PROXY";
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  const entries = (env[variable] ?? "").split(/[\s,]+/).filter((entry) => entry !== "");
  const entry = entries.find((each) => each === "*" || matchesEntry(host, portOf(url), each.toLowerCase()));
  return entry === undefined ? null : { variable, entry };
}

/** A proxy as host:port and the variable that named it, without credentials. */
export function nameProxy(proxy: ProxyServer): string {
  return `${proxy.url.hostname}:${portOf(proxy.url)} (${proxy.variable})`;
}

/** The value of `Proxy-Authorization` for the credentials in the proxy's URL, or undefined where it holds none. */
export function readProxyCredentials(proxy: ProxyServer): string | undefined {
  const { username, password } = proxy.url;
  if (username === "" && password === "") return undefined;
  return `Basic ${Buffer.from(`${decodePercents(username)}:${decodePercents(password)}`).toString("base64")}`;
}

/** The port of a URL, the usual one of its scheme where it names none. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

function readProxy(value: string, variable: string): ProxyServer | { readonly invalid: string } {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(text)) return { invalid: `${variable} holds no URL. Write it as http://host:port.` };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { invalid: `${variable} names a proxy of the kind ${url.protocol}// and only http:// and https:// work.` };
  }
  return { url, variable };
}

function matchesEntry(host: string, port: number, entry: string): boolean {
  const withPort = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry);
  if (withPort !== null && Number(withPort[2]) !== port) return false;
  const name = (withPort?.[1] ?? entry).replace(/^\*?\./, "").replace(/\.$/, "");
  const bare = host.replace(/^\[|\]$/g, "");
  if (name.includes("/")) return isInRange(bare, name);
  return name !== "" && (host === name || bare === name || host.endsWith(`.${name}`));
}

/** True for an address in a range such as `10.0.0.0/8` or `fd00::/8`. A name is in none: it is not looked up for that. */
function isInRange(host: string, range: string): boolean {
  const [, start = "", digits = ""] = /^\[?([^\]/]+)\]?\/(\d{1,3})$/.exec(range) ?? [];
  const family = isIP(start);
  const bits = Number(digits);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(start, bits, type);
  return list.check(host, type);
}
