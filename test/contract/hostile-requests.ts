import { connect } from "node:net";
import type { Endpoint } from "../../src/catalog/endpoint.js";
import { ENDPOINTS } from "../../src/catalog/endpoints.js";

/** Draws numbers in [0, 1). */
export type Draw = () => number;

const METHODS = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE", "BREW", "get", ""];
const IDS = [
  "11111111-1111-4111-8111-111111111111",
  "my-agent",
  "..",
  "%2e%2e%2f",
  "%00",
  "%E0%A4%A",
  "__proto__",
  "constructor",
  "toString",
  "'; drop table x;--",
  "\u202e",
  "x".repeat(5000),
  "",
];
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  "",
  "my-agent",
  "11111111-1111-4111-8111-111111111111",
  "\u0000",
  "../../etc/passwd",
  [],
  {},
  [[[[]]]],
  { __proto__: { admin: true } },
  [{ path: "a", content: "b" }],
  { role: "user", parts: [{ type: "text", text: "[tool] hi" }] },
  "x".repeat(20_000),
];
const PREFERS = [
  "",
  "code=429",
  "code=nope",
  "hold",
  "hold, fault=stream_no_done",
  "fault=truncate, times=1",
  "fault=reset_in_body",
  "fault=wrong_content_length",
  "fault=malformed_status",
  "fault=stream_cut_in_event",
  'code="429; wait=99999999999',
  ",,,;;;===",
];
const BODIES = ['{"a":', "\u0000\u0001\u0002", "[".repeat(10_000), '"text"', "null", '{"__proto__":{"x":1}}', ""];
const EXTRA_HEADERS = [
  "Content-Encoding: gzip",
  "Content-Type: application/json; charset=utf-7",
  "Content-Type: text/plain",
  "Transfer-Encoding: chunked",
  "Content-Length: 5",
  "Expect: 100-continue",
  "Connection: upgrade\r\nUpgrade: websocket",
  `X-Long: ${"y".repeat(9000)}`,
  "no colon here",
];

type Pick = <T>(list: readonly T[], otherwise: T) => T;

/** One hostile request as the bytes of a connection: mostly HTTP of a kind, sometimes none at all. */
export function makeHostileRequest(draw: Draw, key: string): Buffer {
  if (draw() < 0.03) return Buffer.from(Array.from({ length: 200 }, () => Math.floor(draw() * 256)));
  const pick: Pick = (list, otherwise) => list[Math.floor(draw() * list.length)] ?? otherwise;
  const endpoint = ENDPOINTS[Math.floor(draw() * ENDPOINTS.length)];
  const fields = (endpoint?.body ?? []).filter(() => draw() < 0.8);
  const json = JSON.stringify(Object.fromEntries(fields.map(({ name }) => [name, pick(VALUES, null)])));
  const body = draw() < 0.8 ? json : pick(BODIES, "");
  const whole = Buffer.from(`${writeHead(draw, pick, key, endpoint, body)}\r\n\r\n${body}`);
  return draw() < 0.05 ? whole.subarray(0, Math.floor(whole.length * draw())) : whole;
}

function writeHead(draw: Draw, pick: Pick, key: string, endpoint: Endpoint | undefined, body: string): string {
  const path = (endpoint?.path ?? "/").replace(/:\w+/g, () => pick(IDS, ""));
  const query =
    draw() < 0.3 ? `?path=${pick(IDS, "")}&depth=${pick(["-1", "1e9", "2"], "x")}&format=blob&force=true` : "";
  const method = draw() < 0.8 ? (endpoint?.method ?? "GET") : pick(METHODS, "GET");
  const credential = draw() < 0.8 ? `Bearer ${key}` : pick(["Bearer", "Bearer an_t_a.b.c", "Basic x"], "");
  const type = draw() < 0.8 ? ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`] : [];
  const extra = draw() < 0.2 ? [pick(EXTRA_HEADERS, "")] : [];
  const prefer = draw() < 0.3 ? pick(PREFERS, "") : "";
  const start = `${method} ${path}${query} HTTP/1.${draw() < 0.9 ? 1 : 9}`;
  return [start, "Host: a", `Authorization: ${credential}`, `Prefer: ${prefer}`, ...type, ...extra].join("\r\n");
}

/** Sends bytes on a connection of their own; resolves when it is closed, or has been answered and left. */
export function sendRaw(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    // Enough of an answer; who sends half a request gets none.
    const leave = setTimeout(() => socket.destroy(), 200);
    socket.once("data", () => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(leave);
      resolve();
    });
  });
}

/** Sends so many hostile requests, some at a time. */
export async function attack(port: number, key: string, count: number, draw: Draw, atOnce = 20): Promise<void> {
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < count) {
      sent += 1;
      await sendRaw(port, makeHostileRequest(draw, key));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
