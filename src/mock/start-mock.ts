import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerBrokenRequest } from "./answer-broken-request.js";
import { decideAnswer } from "./decide-answer.js";
import { readBody } from "./read-body.js";
import { readHead } from "./request-head.js";
import { createState, SEEDED_SANDBOX_ID, type State } from "./state.js";
import { writeAnswer } from "./write-answer.js";

const MAX_CONNECTIONS = 256;

/** One request that was answered; `path` is without the query string. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
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
  /** A number in [0, 1). */
  random(): number;
  /** The one key that is accepted; made up where it is left out. */
  readonly key?: string;
  /** Called when the head of an answer is sent. */
  onRequest?(line: RequestLine): void;
}

/** An embedded API that listens. */
export interface Mock {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The key that it accepts. */
  readonly key: string;
  /** The id of the sandbox that exists from the start. */
  readonly sandboxId: string;
  /** How many requests it has answered. */
  readonly requestCount: number;
  /** Ends at once, with all connections; resolves when the port is free. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts an embedded API: the documented endpoints, with state in memory, in the documented shapes. It runs nothing and
 * reaches no other machine. Rejects with Node's error where it cannot listen (`code` is EADDRINUSE, EACCES, …).
 */
export async function startMock(options: MockOptions): Promise<Mock> {
  const state = createState(options.now, options.random, options.key);
  let requestCount = 0;
  const server = createMockServer(state, (line) => {
    requestCount += 1;
    options.onRequest?.(line);
  });
  const address = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  return {
    url: writeUrl(address),
    port: address.port,
    key: state.key,
    sandboxId: SEEDED_SANDBOX_ID,
    get requestCount() {
      return requestCount;
    },
    close: () => closeServer(server),
  };
}

function createMockServer(state: State, onRequest: (line: RequestLine) => void): Server {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body.kind === "cut") {
      request.destroy();
      return;
    }
    const head = readHead(request);
    const status = writeAnswer(response, decideAnswer(state, head, body.kind === "whole" ? body.bytes : null));
    onRequest({ method: head.method, path: head.path, status });
  }
  // A request without Host, or with an Expect that Node does not know, is served like any other.
  const server = createServer({ requireHostHeader: false }, serve);
  server.on("checkExpectation", serve);
  server.on("clientError", answerBrokenRequest);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
      else reject(new Error("the server has no port"));
    });
  });
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
