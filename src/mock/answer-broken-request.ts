import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { answerError } from "./answer-error.js";

const MESSAGES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "Request headers are too long",
  ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time",
};

/**
 * Answers bytes that are no HTTP request: 400 invalid_request in the documented shape, then closes the connection.
 * (The published server sends an empty body here; that is Node's own answer.)
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  const hasAnswered = (socket as Socket).bytesWritten > 0;
  if (!socket.writable || hasAnswered || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const answer = answerError("invalid_request", MESSAGES[error.code ?? ""] ?? "The request is not valid HTTP");
  const body = answer.kind === "whole" ? answer.body.toString("utf8") : "";
  const head = ["HTTP/1.1 400 Bad Request", "Content-Type: application/json; charset=utf-8", "Connection: close"];
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n"));
}
