import { STATUS_CODES } from "node:http";
import type { FaultScene, SpoiltAnswer } from "./fault.js";

/** The head of an answer as it goes over the wire, its empty line included. */
export function writeHead({ status, body }: SpoiltAnswer, headers: Readonly<Record<string, string>>): string {
  const length = headers["Content-Length"] ?? (headers["Transfer-Encoding"] === undefined ? String(body.length) : "");
  const all = { ...headers, ...(length === "" ? {} : { "Content-Length": length }), Connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}`, ...lines, "", ""].join("\r\n");
}

/** Writes bytes past the HTTP server, straight to the connection. */
export function sendRaw({ response }: FaultScene, ...chunks: readonly (string | Buffer)[]): void {
  for (const chunk of chunks) response.socket?.write(chunk);
}

/** Closes the connection in an orderly way, once everything was sent. */
export function closeRaw({ response }: FaultScene): void {
  response.socket?.end();
}

/** Breaks the connection with a reset (RST), after what was written had a turn to go out. */
export function resetRaw({ response }: FaultScene): void {
  const { socket } = response;
  if (socket !== null) setImmediate(() => socket.resetAndDestroy());
}

/** The first half of the body, at least one byte short. */
export function halve(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}
