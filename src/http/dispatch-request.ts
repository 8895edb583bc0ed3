import type { Socket } from "node:net";
import { Readable } from "node:stream";
import type { Client, Dispatcher } from "undici";
import { Answer } from "./answer.js";
import type { Flight } from "./flight.js";
import { readProxyCredentials } from "./proxy.js";
import type { SendOrder, StreamedBody } from "./send-order.js";

/** 64 KiB: four times what Node accepts, and more than any server that means well sends. */
const HEAD_BYTES = 65_536;

/** Writes the request on a socket that is ready for it. The answer fills as it comes. */
export function dispatchRequest(order: SendOrder, socket: Socket, flight: Flight, UndiciClient: typeof Client): Answer {
  const answer = new Answer(socket, order.clock);
  flight.enter("send");
  const client = new UndiciClient(order.url.origin, {
    // Not at once: undici would not notice that it is connected.
    connect: (_options, callback) =>
      queueMicrotask(() => {
        callback(null, socket);
        if (order.body === null || order.body instanceof Uint8Array) noteSent(socket, flight);
      }),
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: order.limits?.headBytes ?? HEAD_BYTES,
  });
  flight.signal.addEventListener("abort", () => {
    answer.end(null);
    void client.destroy();
  });
  client.dispatch(
    { path: pathOf(order), method: order.method, headers: headersOf(order), body: bodyOf(order, flight), reset: true },
    answer,
  );
  return answer;
}

function noteSent(socket: Socket, flight: Flight): void {
  const enterHead = () => {
    if (flight.phase === "send") flight.enter("head");
  };
  if (socket.writableNeedDrain) socket.once("drain", enterHead);
  else enterHead();
}

/** A plain request through a proxy names the whole URL (RFC 9112 section 3.2.2). */
function pathOf(order: SendOrder): string {
  const path = `${order.url.pathname}${order.url.search}`;
  return isForwarded(order) ? `${order.url.origin}${path}` : path;
}

function headersOf(order: SendOrder): string[] {
  const headers = order.headers.flatMap((header) => [header.name, header.value]);
  // undici cannot know how long a body is that it is given in pieces.
  if (order.body !== null && !(order.body instanceof Uint8Array))
    headers.push("content-length", String(order.body.bytes));
  const credentials = order.proxy === null || !isForwarded(order) ? undefined : readProxyCredentials(order.proxy);
  return credentials === undefined ? headers : [...headers, "proxy-authorization", credentials];
}

function bodyOf({ body }: SendOrder, flight: Flight): NonNullable<Dispatcher.DispatchOptions["body"]> | null {
  if (body === null) return null;
  if (!(body instanceof Uint8Array)) return Readable.from(readWhileSent(body, flight), { objectMode: false });
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

async function* readWhileSent(body: StreamedBody, flight: Flight): AsyncGenerator<Uint8Array, void> {
  yield* body.read();
  // An answer may have come before all of it was sent.
  if (flight.phase === "send") flight.enter("head");
}

/** True where the proxy itself reads the request, not a tunnel through it. */
export function isForwarded(order: SendOrder): boolean {
  return order.proxy !== null && order.url.protocol === "http:";
}
