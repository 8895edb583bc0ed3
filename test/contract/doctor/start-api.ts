import { once } from "node:events";
import * as net from "node:net";
import type { TestContext } from "node:test";
import * as tls from "node:tls";
import { writeError } from "../../cli/raw-answers.js";
import type { Certificate } from "../http/make-certificate.js";

/** How a server differs from an API that is well. */
export interface ApiOptions {
  readonly host?: string;
  /** Speaks TLS with it. */
  readonly certificate?: Certificate & tls.SecureContextOptions;
  /** The whole answer to a request without a key, and to one with it. */
  readonly withoutKey?: string;
  readonly withKey?: string;
  /** Where its clock stands, in ms since 1970; this machine's clock where it is left out. */
  readonly nowMs?: number;
}

/** A time of which a Date in whole seconds tells all: a reader takes it for the middle of its second. In ms since 1970. */
export const MID_SECOND = Date.UTC(2026, 5, 20, 12, 0, 0, 500);

/** A server on the loopback. */
export interface DoctorServer {
  readonly port: number;
  /** The head of every request that came. */
  readonly received: readonly string[];
}

const UNAUTHORIZED = writeError(401, "unauthorized", "Missing or invalid Authorization header");
const NOT_FOUND = writeError(404, "not_found", "Sandbox not found");

/** Starts an API that refuses without a key, and with one finds no sandbox. Closed when the test ends. */
export async function startApi(t: TestContext, options: ApiOptions = {}): Promise<DoctorServer> {
  const received: string[] = [];
  const serve = (socket: net.Socket): void => {
    socket.on("error", () => {});
    let head = "";
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      received.push(head);
      const hasKey = /^authorization:/im.test(head);
      const answer = hasKey ? (options.withKey ?? NOT_FOUND) : (options.withoutKey ?? UNAUTHORIZED);
      const date = new Date(options.nowMs ?? Date.now()).toUTCString();
      socket.end(answer.replace("\r\n", `\r\nDate: ${date}\r\n`));
      head = "";
    });
  };
  const { certificate, host = "127.0.0.1" } = options;
  const server = certificate === undefined ? net.createServer(serve) : tls.createServer({ ...certificate }, serve);
  server.on("tlsClientError", () => {});
  return { port: await listen(t, server, host), received };
}

/** Starts a proxy that tunnels every CONNECT to this port of the loopback, or gives `refusal` for an answer. */
export async function startProxy(t: TestContext, to: number, refusal?: string): Promise<DoctorServer> {
  const received: string[] = [];
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (chunk) => {
      received.push(chunk.toString("latin1"));
      if (refusal !== undefined) return void socket.end(refusal);
      const inner = net.connect(to, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        socket.pipe(inner).pipe(socket);
      });
      inner.on("error", () => socket.destroy());
    });
  });
  return { port: await listen(t, server, "127.0.0.1"), received };
}

/** A port of the loopback on which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** True where this machine has an IPv6 loopback. */
export async function hasIpv6(): Promise<boolean> {
  const server = net.createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once("listening", () => resolve(true)).once("error", () => resolve(false));
  });
  server.listen(0, "::1");
  const found = await listening;
  server.close();
  return found;
}

async function listen(t: TestContext, server: net.Server, host: string): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return portOf(server);
}

function portOf(server: net.Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
