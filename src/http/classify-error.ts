import { classifyFailureCode } from "../exchange/decode-failure.js";
import type { Failure, FailureKind, Phase } from "../exchange/exchange.js";

/** An error whose kind is known where it is made. */
export class SendError extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "SendError";
  }
}

/** What an error of Node, its TLS, zlib or undici says of the exchange, `phase` being the part that it ended. */
export function classifyError(error: unknown, phase: Phase): Failure {
  if (error instanceof SendError) return { kind: error.kind, code: error.code, phase, message: error.message };
  const chain = listErrors(error);
  const codes = chain.map(readCode).filter((code) => code !== undefined);
  // UND_ERR_SOCKET and EPROTO often wrap an error that says more.
  const code = codes.find((each) => !isGeneral(each) && kindOf(each, phase) !== undefined) ?? codes[0] ?? null;
  const message = [...new Set(chain.map((each) => each.message).filter((text) => text !== ""))].join(": ");
  const kind = /^bad (?:response|upgrade)$/.test(message) ? "invalid_response" : code && kindOf(code, phase);
  return { kind: kind || "other", code, phase, message: message === "" ? (code ?? String(error)) : message };
}

function isGeneral(code: string): boolean {
  return code === "UND_ERR_SOCKET" || code === "EPROTO";
}

function kindOf(code: string, phase: Phase): FailureKind | undefined {
  // Names that zlib and Brotli give to broken compression.
  if (/^(?:Z_|ERR__ERROR_|ERR_BROTLI_|ERR_TRAILING_JUNK)/.test(code)) return "invalid_response";
  // Two lengths, not a body that was too short.
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" && phase === "head") return "invalid_response";
  const kind = classifyFailureCode(code);
  const isConnected = phase === "send" || phase === "head" || phase === "body";
  if (kind === "timeout_connect" && isConnected) return "timeout_response";
  if (kind === "reset" && phase === "tls") return "tls_protocol";
  return kind;
}

/** The error, its causes and, for several attempts to connect, each of theirs; outermost first, at most 16. */
function listErrors(error: unknown): Error[] {
  const found: Error[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && found.length < 16) {
    const next = waiting.shift();
    if (!(next instanceof Error) || found.includes(next)) continue;
    found.push(next);
    if (next instanceof AggregateError) waiting.push(...next.errors.slice(0, 16));
    waiting.push(next.cause);
  }
  return found;
}

function readCode(error: Error): string | undefined {
  const code: unknown = "code" in error ? error.code : undefined;
  if (typeof code === "string" && code !== "") return code;
  // undici 7.30 leaves out llhttp's name for the fault, so that these get a browser's.
  if (error.name !== "HTTPParserError") return undefined;
  return error.message.includes("EOF") ? "ERR_INCOMPLETE_CHUNKED_ENCODING" : "ERR_INVALID_HTTP_RESPONSE";
}
