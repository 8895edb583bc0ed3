import { once } from "node:events";
import * as net from "node:net";
import type { TestContext } from "node:test";

/** A server on the loopback that says what a test makes it say, HTTP or not. */
export interface RawServer {
  readonly port: number;
  readonly url: URL;
  /** All that its clients have sent, oldest connection first. */
  readonly received: string[];
  /** How many connections are open. */
  openConnections(): number;
}

/** Calls `answer` on each connection once the head of a request has come. Closed when the test ends. */
export async function startRawServer(
  t: TestContext,
  answer: (socket: net.Socket, head: string) => void,
): Promise<RawServer> {
  const received: string[] = [];
  return await startSilentServer(t, received, (socket) => {
    const at = received.push("") - 1;
    let answered = false;
    socket.on("data", (chunk) => {
      const text = `${received[at] ?? ""}${chunk.toString("latin1")}`;
      received[at] = text;
      if (answered || !text.includes("\r\n\r\n")) return;
      answered = true;
      answer(socket, text);
    });
  });
}

/** Calls `connected` on each connection at once. */
export async function startSilentServer(
  t: TestContext,
  received: string[] = [],
  connected: (socket: net.Socket) => void = () => {},
): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    connected(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, url: new URL(`http://127.0.0.1:${port}/v1/x?a=1`), received, openConnections: () => sockets.size };
}
