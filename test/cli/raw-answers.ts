import type { TestContext } from "node:test";
import { type RawServer, startRawServer } from "../contract/http/raw-server.js";

/** A sample key in the right form. */
export const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

/** An HTTP/1.1 answer as text; its length is declared unless a header does that. */
export function writeRaw(status: number, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all: Record<string, string> = {
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} X\r\n${lines.join("")}Connection: close\r\n\r\n${body}`;
}

/** The documented envelope. */
export function writeError(status: number, code: string, message: string, more: object = {}): string {
  return writeRaw(status, JSON.stringify({ error: { code, message, status, ...more } }));
}

/** A server that gives these answers in turn, the last one for ever, and the environment that leads to it. */
export async function serveRaw(
  t: TestContext,
  ...answers: readonly (string | Uint8Array)[]
): Promise<RawServer & { readonly env: { SANDBOX_BASE_URL: string; SANDBOX_API_KEY: string } }> {
  let count = 0;
  const server = await startRawServer(t, (socket) => {
    socket.end(answers[Math.min(count, answers.length - 1)] ?? "");
    count += 1;
  });
  return { ...server, env: { SANDBOX_BASE_URL: server.url.origin, SANDBOX_API_KEY: KEY } };
}

/** The body of the first request that a server got. */
export function bodyOf(received: readonly string[]): string {
  const [first = ""] = received;
  return first.slice(first.indexOf("\r\n\r\n") + 4);
}
