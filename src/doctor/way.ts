import type { ProxySituation } from "./check-proxy.js";

/** Whom the connection is made to on the way to the API. */
export interface Way {
  /** The address of the API itself. */
  readonly url: URL;
  /** What is connected to first: the API, or the proxy. Its user name and password must not be shown. */
  readonly hop: URL;
  readonly usesProxy: boolean;
}

/** The way to a URL: over its proxy where it has one. */
export function findWay({ url, proxy }: { readonly url: URL; readonly proxy: Pick<ProxySituation, "proxy"> }): Way {
  return { url, hop: proxy.proxy?.url ?? url, usesProxy: proxy.proxy !== null };
}

/** Behind a name or an address: that it is the proxy's. */
export function nameWhose({ usesProxy }: Pick<Way, "usesProxy">): string {
  return usesProxy ? " (the proxy)" : "";
}

/** The most items of a list that are shown. */
const MOST = 16;

/** The first items of a list that a server made, so that it cannot fill the page. */
export function listFirst<T>(items: readonly T[]): readonly T[] {
  return items.slice(0, MOST);
}

/** An address as URLs have it: IPv6 in brackets, which also set it off from a port. */
export function writeAddress(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
