import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answerBrokenRequest } from "./answer-broken-request.js";
import type { Dialect } from "./dialect.js";
import type { Inspected } from "./inspect/answer-inspection.js";
import { type MockRequest, RequestDescriber } from "./inspect/describe-request.js";
import type { RecordedRequest } from "./inspect/recorded-request.js";
import { type Clocks, Traffic } from "./inspect/traffic.js";
import { writeTrafficHar } from "./inspect/write-traffic-har.js";
import { type Judgement, judgeClient } from "./judge/judge-client.js";
import { listen } from "./listen.js";
import { addFixtures } from "./observed/fixtures.js";
import { OtherOrigin } from "./other-origin.js";
import type { RateLimit } from "./rate-limit.js";
import type { ScriptRule } from "./script/script.js";
import { type Service, serveRequest } from "./serve-request.js";
import { createState, SEEDED_SANDBOX_ID, type State } from "./state.js";

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
  /** The requests that reached it, oldest first, without their secrets; the newest 10,000. What comes later is added. */
  readonly requests: readonly MockRequest[];
  /** The same as a HAR 1.2 log. */
  writeHar(): string;
  /** Forgets all requests, sandboxes, vaults and counts and starts over; key and address stay. */
  reset(): void;
  /** Says what the client did wrong with the errors that it got, so far. */
  judge(): Judgement;
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
  const { inspected, state, otherOrigin, traffic } = service;
  inspected.url = writeUrl(address);
  return {
    url: inspected.url,
    port: address.port,
    key: state.key,
    sandboxId: SEEDED_SANDBOX_ID,
    get requestCount() {
      return service.answered;
    },
    get requests() {
      return service.listRequests();
    },
    writeHar: () => writeTrafficHar(inspected.describe(), inspected.url),
    reset: () => inspected.reset(),
    judge: () => judgeClient({ all: traffic.requests, runEnds: traffic.runEnds, key: state.key }, traffic.count),
    close() {
      otherOrigin.close();
      return closeServer(server);
    },
  };
}

interface MockService extends Service {
  answered: number;
  listRequests(): readonly MockRequest[];
  readonly inspected: Inspected & { url: string };
}

function createService(options: MockOptions, clocks: Clocks): MockService {
  // Begun when someone looks: at most embedded APIs nobody does, and it costs as much as the rest of a request.
  let requests: MockRequest[] | null = null;
  const noteRunEnd = () => traffic.noteRunEnd();
  const state = createMockState(options, clocks, noteRunEnd, {});
  const describer = new RequestDescriber(state.key);
  const describeLive = (record: RecordedRequest) => describer.describeLive(record);
  const traffic = new Traffic(clocks, {
    added: (record) => requests?.push(describeLive(record)),
    dropped: () => requests?.shift(),
    cleared: () => requests?.splice(0),
  });
  const service: MockService = {
    state,
    traffic,
    clocks,
    otherOrigin: new OtherOrigin(traffic),
    answered: 0,
    listRequests() {
      requests ??= traffic.requests.map(describeLive);
      return requests;
    },
    onAnswer({ method, path, answer }) {
      service.answered += 1;
      options.onRequest?.({ method, path, status: answer.status ?? 0 });
    },
    inspected: {
      url: "",
      describe: () => traffic.requests.map((record) => describer.describe(record)),
      reset() {
        for (const { run } of service.state.sandboxes.values()) run?.cancel();
        // Tokens that were minted stay good: they are checked without a look at any state, as on the published server.
        const { key, tokenSecret } = state;
        service.state = createMockState(options, clocks, noteRunEnd, { key, tokenSecret });
        service.answered = 0;
        traffic.clear();
      },
    },
  };
  return service;
}

function createMockState(
  options: MockOptions,
  { monotonic }: Clocks,
  noteRunEnd: () => void,
  kept: { readonly key?: string; readonly tokenSecret?: string },
): State {
  const now = () => options.now();
  const random = () => options.random();
  const state = createState({ ...options, ...kept, now, random, monotonic, noteRunEnd });
  if (state.dialect === "observed") addFixtures(state);
  return state;
}

function createMockServer(service: Service): Server {
  // A request without Host, or with an Expect that Node does not know, is served like any other.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    void serveRequest(service, request, response);
  });
  server.on("checkExpectation", (request, response) => void serveRequest(service, request, response));
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
