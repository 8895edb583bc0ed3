import * as dns from "node:dns";
import * as net from "node:net";
import * as tls from "node:tls";
import { SendError } from "./classify-error.js";
import { type Flight, Stopped } from "./flight.js";
import { openTunnel } from "./open-tunnel.js";
import { nameProxy, type ProxyServer, portOf } from "./proxy.js";
import type { LookUp, SendOrder } from "./send-order.js";

/** Milliseconds that one address gets before the next is tried: Node's 250 is too short for far hosts (RFC 8305 section 8 allows up to 2 s). */
const ATTEMPT_MS = 500;

/**
 * A socket on which the request can be written: connected, through the proxy where there is one, and encrypted for
 * https. Rejects with the error of the phase that failed, or with `Stopped`.
 */
export async function openConnection(order: SendOrder, flight: Flight): Promise<net.Socket> {
  const socket = await openTransport(order, flight);
  if (order.url.protocol !== "https:") return socket;
  flight.enter("tls");
  const secured = await encrypt(socket, order.url, order.tlsCa, flight);
  flight.tlsVersion = secured.getProtocol();
  return secured;
}

/** The same without encryption: what TLS is spoken over. */
export async function openTransport(order: SendOrder, flight: Flight): Promise<net.Socket> {
  if (order.proxy === null) return await connect(order.url, order, flight);
  const socket = await reachProxy(order.proxy, order, flight);
  if (order.url.protocol === "https:") await flight.race(openTunnel(socket, order.url, order.proxy));
  return socket;
}

async function reachProxy(proxy: ProxyServer, order: SendOrder, flight: Flight): Promise<net.Socket> {
  try {
    const socket = await connect(proxy.url, order, flight);
    return proxy.url.protocol === "https:" ? await encrypt(socket, proxy.url, order.tlsCa, flight) : socket;
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "ERR_PROXY_CONNECTION_FAILED";
    throw new SendError("proxy", code, `no connection to the proxy ${nameProxy(proxy)}: ${code}`);
  }
}

async function connect(url: URL, order: SendOrder, flight: Flight): Promise<net.Socket> {
  const host = hostOf(url);
  flight.enter("resolve");
  const addresses = await resolve(host, order.lookUp ?? lookUpName, flight);
  flight.addresses = addresses;
  flight.enter("connect");
  const socket = flight.own(
    net.connect({
      host,
      port: portOf(url),
      lookup: (_name, _options, callback) => callback(null, [...addresses]),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
      noDelay: true,
    }),
  );
  await flight.race(waitFor(socket, "connect"));
  flight.noteConnected(socket.remoteAddress ?? null);
  return socket;
}

async function resolve(host: string, lookUp: LookUp, flight: Flight): ReturnType<LookUp> {
  const family = net.isIP(host);
  if (family !== 0) return [{ address: host, family }];
  flight.lingers = true;
  const pending = lookUp(host).finally(() => {
    flight.lingers = false;
  });
  return await flight.race(pending);
}

function lookUpName(hostname: string): ReturnType<LookUp> {
  return new Promise((resolve, reject) => {
    dns.lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

async function encrypt(socket: net.Socket, url: URL, ca: string | undefined, flight: Flight): Promise<tls.TLSSocket> {
  const host = hostOf(url);
  const secured = flight.own(
    tls.connect({
      socket,
      host,
      ALPNProtocols: ["http/1.1"],
      // A server name is a name: RFC 6066 section 3 forbids addresses.
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca }),
    }),
  );
  // Before Node judges the certificate, for a refused one can no longer be read.
  secured.prependOnceListener("secure", () => noteCertificate(secured, flight));
  await flight.race(waitFor(secured, "secureConnect"));
  return secured;
}

function noteCertificate(socket: tls.TLSSocket, flight: Flight): void {
  const seen = socket.getPeerCertificate();
  if (typeof seen?.valid_to !== "string") return;
  flight.certificate = {
    subject: String(seen.subject?.CN ?? seen.subjectaltname ?? ""),
    names: nameCertificate(seen),
    issuer: String(seen.issuer?.CN ?? seen.issuer?.O ?? ""),
    validFrom: Date.parse(seen.valid_from),
    validTo: Date.parse(seen.valid_to),
  };
}

/** The names that a certificate is for, as it lists them. */
export function nameCertificate(certificate: tls.PeerCertificate): string {
  return certificate.subjectaltname ?? `CN:${certificate.subject?.CN ?? ""}`;
}

/** Resolves at the event; rejects where the socket fails or is closed before. */
export function waitFor(socket: net.Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new SendError("reset", "ECONNRESET", "the connection was closed")));
  });
}

/** A URL's host as sockets take it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
