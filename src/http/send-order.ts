import type { LookupAddress } from "node:dns";
import type { Exchange, Header, Phase } from "../exchange/exchange.js";
import type { Clock } from "../host/host.js";
import type { ProxyServer } from "./proxy.js";

/** Bounds of an answer, in bytes. */
export interface AnswerLimits {
  /** Of the body, as sent and after decompression; 64 MiB where left out. */
  readonly bodyBytes?: number;
  /** Of names and values of its headers together; 64 KiB where left out. */
  readonly headBytes?: number;
}

/** The first line and the headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: readonly Header[];
}

/** All addresses of a name; rejects as `dns.lookup` does. */
export type LookUp = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A body that is read while it is sent, so that it takes no more memory than a piece of it. */
export interface StreamedBody {
  readonly bytes: number;
  /** All of it, anew for each attempt. */
  read(): AsyncIterable<Uint8Array>;
}

/** One request to send, and how long and how much to accept of its answer. */
export interface SendOrder {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | StreamedBody | null;
  /** From the start until the answer's head has come. */
  readonly timeoutMs: number;
  /** Without a byte of the body; time in which `onChunk` works does not count. */
  readonly idleTimeoutMs: number;
  readonly limits?: AnswerLimits;
  /** Gives up at once. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** From `findProxy`; null sends directly. */
  readonly proxy: ProxyServer | null;
  /** Given each decompressed piece of the body in order; the next one is not read before it resolves. */
  readonly onChunk?: (bytes: Uint8Array, head: AnswerHead) => void | Promise<void>;
  /** Certificates in PEM, trusted in place of the built-in ones. */
  readonly tlsCa?: string;
  /** In place of the system's look-up of names. */
  readonly lookUp?: LookUp;
}

/** Who was at the other end of the connection: the server, or a proxy where one was used. */
export interface Peer {
  /** All that its name resolved to. */
  readonly addresses: readonly string[];
  /** The one that was connected to. */
  readonly address: string | null;
  /** How long that took, in ms: the phase `connect` also has the time in which a proxy lets us through. */
  readonly connectMs: number | null;
  /** Of the server, where TLS was spoken. */
  readonly tlsVersion: string | null;
  readonly certificate: PeerCertificate | null;
}

/** What a certificate says of itself. Dates are in ms since 1970. */
export interface PeerCertificate {
  readonly subject: string;
  /** The names that it is for, such as `DNS:relay.an.dev`. */
  readonly names: string;
  readonly issuer: string;
  readonly validFrom: number;
  readonly validTo: number;
}

/** What came of one request. */
export interface SentExchange {
  readonly exchange: Exchange;
  /** In ms since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** How long each phase took that was entered. */
  readonly phaseMs: Readonly<Partial<Record<Phase, number>>>;
  readonly peer: Peer;
  /** True where a look-up of a name is still under way: nothing can cancel it, and it keeps the program alive. */
  readonly lingers: boolean;
}
