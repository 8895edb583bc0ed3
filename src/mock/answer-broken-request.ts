import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { answerError } from "./answer-error.js";
import type { Dialect } from "./dialect.js";

const MESSAGES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "Request headers are too long",
  ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time",
};

const BARE_STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * Answers bytes that are no HTTP request: 400 invalid_request in the documented shape, then closes the connection.
 * The published server sends no body here, and 431 for a head that is too long: Node's own answers (recorded).
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex, dialect: Dialect): void {
  const hasAnswered = (socket as Socket).bytesWritten > 0;
  if (!socket.writable || hasAnswered || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  if (dialect === "observed") {
    const status = BARE_STATUS[error.code ?? ""] ?? "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    return;
  }
  const answer = answerError("invalid_request", MESSAGES[error.code ?? ""] ?? "The request is not valid HTTP");
  const body = answer.body.toString("utf8");
  const head = ["HTTP/1.1 400 Bad Request", "Content-Type: application/json; charset=utf-8", "Connection: close"];
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n"));
}
