import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerBrokenRequest } from "./answer-broken-request.js";
import { createService, type MockService } from "./create-service.js";
import type { Dialect } from "./dialect.js";
import type { MockRequest } from "./inspect/describe-request.js";
import { writeTrafficHar } from "./inspect/write-traffic-har.js";
import type { Judgement } from "./judge/judge-client.js";
import { listen } from "./listen.js";
import type { RateLimit } from "./rate-limit.js";
import type { ScriptRule } from "./script/script.js";
import { serveRequest } from "./serve-request.js";
import { SEEDED_SANDBOX_ID } from "./state.js";

/** Enough for 1,000 open streams and those who ask beside them. */
const MAX_CONNECTIONS = 2048;

/** One request that was answered; `path` is without the query string. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  /** 0 where a fault kept any status from going out. */
  readonly status: number;
}

/** How to start an embedded API. */
export interface MockOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 unless another is asked for. */
  readonly host?: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that never goes back; `now` where it is left out. */
  monotonic?(): number;
  /** A number in [0, 1). */
  random(): number;
  /** The one key that is accepted; made up where it is left out. */
  readonly key?: string;
  /** How it answers: `documented` where it is left out. */
  readonly dialect?: Dialect;
  /** What it answers instead, in turn. */
  readonly script?: readonly ScriptRule[];
  readonly rateLimit?: RateLimit;
  /** True where `whole` shall know what came before resets. */
  readonly keepsPast?: boolean;
  /** Called when the head of an answer is sent. */
  onRequest?(line: RequestLine): void;
}

/** An embedded API that listens. */
export interface Mock {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The address that it listens on. */
  readonly address: string;
  /** The key that it accepts. */
  readonly key: string;
  /** The id of the sandbox that exists from the start. */
  readonly sandboxId: string;
  /** How many requests it has answered. */
  readonly requestCount: number;
  /** The requests that reached it, oldest first, without their secrets; the newest 10,000. What comes later is added. */
  readonly requests: readonly MockRequest[];
  /** The same as a HAR 1.2 log. */
  writeHar(): string;
  /** Forgets all requests, sandboxes, vaults and counts and starts over; key and address stay. */
  reset(): void;
  /** Says what the client did wrong with the errors that it got, so far. */
  judge(): Judgement;
  /** The same without regard to resets, where `keepsPast` was asked for: how many requests, what of them, and what of the client. */
  readonly whole: MockService["whole"];
  /** Ends at once, with all connections; resolves when the port is free. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts an embedded API: the documented endpoints, with state in memory, in the documented shapes or in those that the
 * published server sends. It runs nothing and reaches no other machine. Rejects with Node's error where it cannot listen
 * (`code` is EADDRINUSE, EACCES, …).
 */
export async function startMock(options: MockOptions): Promise<Mock> {
  const clocks = { now: () => options.now(), monotonic: () => (options.monotonic ?? options.now)() };
  const service = createService(options, clocks);
  const server = createMockServer(service);
  const address = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  const { inspected, otherOrigin } = service;
  const { key } = service.state;
  inspected.url = writeUrl(address);
  return {
    url: inspected.url,
    port: address.port,
    address: address.address,
    key,
    sandboxId: SEEDED_SANDBOX_ID,
    get requestCount() {
      return service.answered;
    },
    get requests() {
      return service.listRequests();
    },
    writeHar: () => writeTrafficHar(inspected.describe(), inspected.url),
    reset: () => inspected.reset(),
    judge: () => service.judge(),
    whole: service.whole,
    close() {
      otherOrigin.close();
      return closeServer(server);
    },
  };
}

function createMockServer(service: MockService): Server {
  // A request without Host, or with an Expect that Node does not know, is served like any other.
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    // What fails here takes its own connection with it, and nothing else.
    serveRequest(service, request, response).catch(() => response.destroy());
  };
  const server = createServer({ requireHostHeader: false }, serve);
  server.on("checkExpectation", serve);
  server.on("clientError", (error, socket) => answerBrokenRequest(error, socket, service.state.dialect));
  server.on("connection", (socket) => service.traffic.addConnection(socket));
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

/** An address that means "all" is no place to connect to, so the URL names the loopback instead. */
function writeUrl({ address, port }: AddressInfo): string {
  const reachable = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
