import * as net from "node:net";
import * as tls from "node:tls";
import { Flight } from "./flight.js";
import { hostOf, nameCertificate, openTransport, waitFor } from "./open-connection.js";
import type { PeerCertificate, SendOrder } from "./send-order.js";
import { watchDeadline } from "./watch-time.js";

/** What a server shows of itself when nobody insists that it be trusted. */
export interface TlsInspection {
  /** True where no handshake comes about but with protocols and ciphers that Node refuses by itself. */
  readonly outdated: boolean;
  /** Such as `TLSv1.3`. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** The server's own certificate first, then whoever issued the one before. */
  readonly chain: readonly PeerCertificate[];
  /** The names that the certificate is for, such as `DNS:relay.an.dev`. */
  readonly names: string;
  /** Why Node does not trust the chain, such as `DEPTH_ZERO_SELF_SIGNED_CERT`; null where it does. */
  readonly untrusted: string | null;
  /** True where the certificate is for the name that was called. */
  readonly nameFits: boolean;
  /** The `Date` of a refused server's answer to a request without a key; null where none was asked for or came. */
  readonly date: { readonly text: string; readonly at: number } | null;
}

/** The longest head of an answer that is read for its date, in bytes. */
const MAX_HEAD_BYTES = 16_384;
/** All that OpenSSL still knows. Nothing but a server's own words goes over it. */
const OUTDATED: tls.SecureContextOptions = { minVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" };
/** Longer chains are nobody's. */
const MAX_CHAIN = 10;

/**
 * Makes a TLS connection that trusts anyone, if need be with outdated protocols, and says what was shown. No key is sent
 * over it: nothing at all where the certificate is good, and a bare HEAD for the server's date where it is not. Undefined
 * where no handshake was possible.
 */
export async function inspectTls(order: SendOrder): Promise<TlsInspection | undefined> {
  const usual = await inspectOnce(order, false);
  if (usual !== undefined) return usual === "given up" ? undefined : usual;
  const last = await inspectOnce(order, true);
  return last === "given up" ? undefined : last;
}

/** Undefined where the handshake failed; it was given up where the time ran out or the user did not want to wait. */
async function inspectOnce(order: SendOrder, outdated: boolean): Promise<TlsInspection | "given up" | undefined> {
  const flight = new Flight(order.clock);
  const onInterrupt = () => flight.stop("aborted", "ABORT_ERR", "given up");
  order.signal.addEventListener("abort", onInterrupt, { once: true });
  const stopLate = () => flight.stop("timeout_connect", "UND_ERR_CONNECT_TIMEOUT", "no handshake in time");
  void watchDeadline(order.clock, order.timeoutMs, flight.signal, stopLate);
  try {
    return await inspect(order, flight, outdated);
  } catch {
    return flight.failure === null ? undefined : "given up";
  } finally {
    order.signal.removeEventListener("abort", onInterrupt);
    flight.end();
  }
}

async function inspect(order: SendOrder, flight: Flight, outdated: boolean): Promise<TlsInspection> {
  const host = hostOf(order.url);
  const socket = flight.own(
    tls.connect({
      socket: await openTransport(order, flight),
      host,
      ALPNProtocols: ["http/1.1"],
      rejectUnauthorized: false,
      ...(outdated ? OUTDATED : {}),
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      ...(order.tlsCa === undefined ? {} : { ca: order.tlsCa }),
    }),
  );
  await flight.race(waitFor(socket, "secureConnect"));
  const seen = socket.getPeerCertificate(true);
  const nameFits = tls.checkServerIdentity(host, seen) === undefined;
  const error: unknown = socket.authorized ? null : socket.authorizationError;
  // Node judges the name only once it trusts the chain, and calls both the same.
  const untrusted = error === null || String(error) === "ERR_TLS_CERT_ALTNAME_INVALID" ? null : String(error);
  return {
    outdated,
    protocol: socket.getProtocol(),
    cipher: socket.getCipher()?.standardName ?? null,
    chain: listChain(seen),
    names: nameCertificate(seen),
    untrusted,
    nameFits,
    date: untrusted === null && nameFits ? null : await flight.race(askForDate(socket, order)).catch(() => null),
  };
}

function listChain(leaf: tls.DetailedPeerCertificate): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  const seen = new Set<string>();
  let next: tls.DetailedPeerCertificate | undefined = leaf;
  while (next !== undefined && typeof next.valid_to === "string" && chain.length < MAX_CHAIN) {
    // A root is its own issuer.
    if (seen.has(next.fingerprint256)) break;
    seen.add(next.fingerprint256);
    chain.push({
      subject: String(next.subject?.CN ?? next.subject?.O ?? ""),
      names: nameCertificate(next),
      issuer: String(next.issuer?.CN ?? next.issuer?.O ?? ""),
      validFrom: Date.parse(next.valid_from),
      validTo: Date.parse(next.valid_to),
    });
    next = next.issuerCertificate;
  }
  return chain;
}

/** A certificate is often refused for a clock that is wrong: the server's own tells. */
function askForDate(socket: tls.TLSSocket, { url, clock }: SendOrder): Promise<TlsInspection["date"]> {
  return new Promise((resolve) => {
    let head = "";
    const end = () => {
      const text = /^date:[ \t]*([^\r\n]*)/im.exec(head)?.[1]?.trim();
      resolve(text === undefined ? null : { text, at: clock.now() });
    };
    socket.on("data", (chunk: Buffer) => {
      head += chunk.toString("latin1");
      if (head.includes("\r\n\r\n") || head.length > MAX_HEAD_BYTES) end();
    });
    socket.once("close", end);
    socket.write(`HEAD / HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`);
  });
}
