import { STATUS_CODES } from "node:http";
import { REAL_TIMERS } from "../real-timers.js";
import type { FaultScene, SpoiltAnswer } from "./fault.js";

/** The head of an answer as it goes over the wire, its empty line included. */
export function writeHead({ status, body }: SpoiltAnswer, headers: Readonly<Record<string, string>>): string {
  const length = headers["Content-Length"] ?? (headers["Transfer-Encoding"] === undefined ? String(body.length) : "");
  const all = { ...headers, ...(length === "" ? {} : { "Content-Length": length }), Connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}`, ...lines, "", ""].join("\r\n");
}

/** Writes bytes past the HTTP server, straight to the connection; false where it takes no more for now. */
export function sendRaw({ socket, noteSent }: FaultScene, ...chunks: readonly (string | Buffer)[]): boolean {
  let takesMore = true;
  for (const chunk of chunks) {
    noteSent(chunk);
    takesMore = socket.write(chunk);
  }
  return takesMore;
}

/** Closes the connection in an orderly way, once everything was sent. */
export function closeRaw({ socket }: Pick<FaultScene, "socket">): void {
  socket.end();
}

/** A client that has not read what came before a reset may see an orderly end instead (measured on the loopback). */
const RESET_AFTER_MS = 20;

/** Breaks a connection with a reset (RST), once the client had time to read what was written. */
export function resetRaw({ socket }: Pick<FaultScene, "socket">): void {
  REAL_TIMERS.setTimeout(() => {
    // resetAndDestroy sends FIN first, and a client that sees that never hears of the reset; its mark alone does not.
    Reflect.set(socket, "resetAndClosing", true);
    socket.destroy();
  }, RESET_AFTER_MS);
}

/** The first half of the body, at least one byte short. */
export function halve(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}
