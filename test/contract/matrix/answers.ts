import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { echoesOf } from "../../cli/canary.js";
import { CANARIES } from "./canaries.js";

/** Status and body of an answer. */
interface Said {
  readonly status: number;
  readonly body: unknown;
}

type Teller = (request: IncomingMessage, nth: number) => Said | null;

const NO_KEY = writeEnvelope(401, "unauthorized", "Missing or invalid Authorization header");
const WELL = writeEnvelope(404, "not_found", "Sandbox not found");
const HEALTHY: Said = { status: 200, body: { status: "ok" } };

/** What a server says, by name; null where it never answers. The errors are hostile. */
const TELLERS = {
  well: (request) => (request.url === "/health" ? HEALTHY : isKeyless(request) ? NO_KEY : WELL),
  off_contract: (request) => ({ status: isKeyless(request) ? 401 : 404, body: { error: "sandbox_not_found" } }),
  key: withKey((request) => writeHostile(request, 401, "unauthorized")),
  refused: withKey((request) => writeHostile(request, 400, "invalid_request")),
  server: withKey((request) => writeHostile(request, 500, "internal_error")),
  portal: (request) => ({ status: 200, body: `<html><title>Log in</title>${keyOf(request)}</html>` }),
  limited: withKey((request) => writeHostile(request, 429, "rate_limit_exceeded", { retryAfter: 3600 })),
  limited_once: withKey((request, nth) =>
    nth > 1 ? HEALTHY : writeHostile(request, 429, "rate_limit_exceeded", { retryAfter: 1 }),
  ),
  silent: () => null,
} as const satisfies Readonly<Record<string, Teller>>;

export type AnswerName = keyof typeof TELLERS;

/** Without a key it answers as documented: what fails is what comes after that. */
function withKey(tell: Teller): Teller {
  return (request, nth) => (isKeyless(request) ? NO_KEY : tell(request, nth));
}

function isKeyless({ headers }: IncomingMessage): boolean {
  return headers.authorization === undefined;
}

function writeEnvelope(status: number, code: string, message: string, more: object = {}): Said {
  return { status, body: { error: { code, message, status, ...more } } };
}

/** An error that gives back all that came, the key in every encoding, and what a terminal or GitHub would obey. */
function writeHostile(request: IncomingMessage, status: number, code: string, more: object = {}): Said {
  const came = request.rawHeaders.join(" ");
  const message = `No.\u001b[2J\u009b31m\u202e\n::error::${came}`;
  return writeEnvelope(status, code, message, { came, echoes: echoesOf(keyOf(request)), ...more });
}

function keyOf({ headers }: IncomingMessage): string {
  return headers.authorization?.replace(/^Bearer /, "") ?? CANARIES.env.text;
}

/** A server for one run. */
export interface Answerer {
  readonly baseUrl: string;
  /** Fulfilled once it was asked. */
  readonly asked: Promise<void>;
  close(): void;
}

/** Starts it on the loopback. */
export async function startAnswerer(name: AnswerName): Promise<Answerer> {
  let note = (): void => {};
  const asked = new Promise<void>((resolve) => {
    note = resolve;
  });
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    note();
    const said = TELLERS[name](request, count);
    if (said !== null) give(response, said);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function give(response: ServerResponse, { status, body }: Said): void {
  const isHtml = typeof body === "string";
  response.writeHead(status, { "Content-Type": isHtml ? "text/html" : "application/json", Connection: "close" });
  response.end(isHtml ? body : JSON.stringify(body));
}
