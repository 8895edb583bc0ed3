import assert from "node:assert/strict";
import * as net from "node:net";
import { test } from "node:test";
import type { Failure } from "../../../src/exchange/exchange.js";
import { sendOnce } from "../../../src/http/send.js";
import { createStandingClock } from "../../fakes/standing-clock.js";
import { makeOrder } from "./order.js";
import { type RawServer, startRawServer, startSilentServer } from "./raw-server.js";

function facts(failure: Failure | null): unknown[] {
  return [failure?.kind, failure?.phase, failure?.code];
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("a port on which nothing listens refuses", async () => {
  const { exchange } = await sendOnce(makeOrder(new URL(`http://127.0.0.1:${await freePort()}/`)));
  assert.deepEqual(facts(exchange.failure), ["refused", "connect", "ECONNREFUSED"]);
  assert.equal(exchange.response, null);
  assert.equal(exchange.sentAt, null);
});

test("every address of a name is tried, and one refusal stands for all", async () => {
  const lookUp = async () => [
    { address: "127.0.0.1", family: 4 },
    { address: "127.0.0.2", family: 4 },
  ];
  const url = new URL(`http://localhost:${await freePort()}/`);
  const { exchange, peer } = await sendOnce(makeOrder(url, { lookUp }));
  assert.deepEqual(facts(exchange.failure), ["refused", "connect", "ECONNREFUSED"]);
  assert.match(exchange.failure?.message ?? "", /127\.0\.0\.1.*127\.0\.0\.2/);
  assert.deepEqual(peer.addresses, ["127.0.0.1", "127.0.0.2"]);
});

test("the second address serves where the first one refuses", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.1 204 x\r\n\r\n"));
  const lookUp = async () => [
    { address: "127.0.0.3", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  const { exchange } = await sendOnce(makeOrder(new URL(`http://localhost:${server.port}/`), { lookUp }));
  assert.equal(exchange.response?.status, 204);
});

test("a name that does not exist is not found", async () => {
  const { exchange } = await sendOnce(makeOrder(new URL("https://nothing-here.invalid/")));
  assert.equal(exchange.failure?.kind, "dns");
  assert.equal(exchange.failure?.phase, "resolve");
  assert.match(exchange.failure?.message ?? "", /nothing-here\.invalid/);
});

const BROKEN: readonly (readonly [name: string, sent: string, kind: string, phase: string])[] = [
  ["closed without a byte", "", "reset", "head"],
  ["closed within the head", "HTTP/1.1 200 OK\r\ncontent-le", "reset", "head"],
  ["closed within a body of known length", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", "reset", "body"],
  ["closed within a chunked body", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc", "reset", "body"],
  ["closed between chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n", "reset", "body"],
  [
    "closed within the last chunked body of a connection",
    "HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc",
    "reset",
    "body",
  ],
  ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcde", "invalid_response", "head"],
  ["100 Continue unasked", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n", "invalid_response", "head"],
  ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n", "invalid_response", "head"],
  ["HTML without a head", "<html>hello</html>", "invalid_response", "head"],
  ["a malformed status line", "HTTP/1.1 abc OK\r\n\r\n", "invalid_response", "head"],
  ["a malformed header", "HTTP/1.1 200 OK\r\nbad header\x01: x\r\n\r\n", "invalid_response", "head"],
  [
    "an upgrade that nobody asked for",
    "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    "invalid_response",
    "head",
  ],
  ["a malformed chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc", "invalid_response", "body"],
  ["an oversized head", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(5000)}\r\n\r\n`, "invalid_response", "head"],
];

for (const [name, sent, kind, phase] of BROKEN) {
  test(`${name}: ${kind} in the ${phase}`, async (t) => {
    const server = await startRawServer(t, (socket) => socket.end(sent));
    const { exchange } = await sendOnce(makeOrder(server.url, { limits: { headBytes: 4096 } }));
    assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], [kind, phase]);
    assert.notEqual(exchange.failure?.message, "");
    assert.notEqual(exchange.sentAt, null);
    if (phase === "head") assert.equal(exchange.response, null);
    else assert.equal(exchange.response?.body.truncated, true);
  });
}

test("what had come of a body before it broke off is kept", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nab\xc3"));
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.response?.status, 200);
  assert.equal(exchange.response?.body.text.startsWith("ab"), true);
});

for (const [name, sent, phase] of [
  ["before the head", "", "head"],
  ["within the head", "HTTP/1.1 200 OK\r\nx", "head"],
  ["within a body of known length", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", "body"],
  ["within a body that ends with its connection", "HTTP/1.1 200 OK\r\n\r\nabc", "body"],
] as const) {
  test(`a connection reset ${name} is a reset in the ${phase}`, async (t) => {
    const server: RawServer = await startRawServer(t, (socket) => {
      if (sent === "") socket.resetAndDestroy();
      // Once the client holds it: a reset may discard what is still on its way.
      else socket.write(sent, () => setTimeout(() => socket.resetAndDestroy(), 20));
    });
    const { exchange } = await sendOnce(makeOrder(server.url));
    assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["reset", phase]);
    if (phase === "body") assert.equal(exchange.response?.body.text, "abc");
  });
}

test("a server that never answers runs into the timeout of the head", async (t) => {
  const clock = createStandingClock();
  const server = await startRawServer(t, () => clock.advance(60));
  const { exchange, durationMs } = await sendOnce(makeOrder(server.url, { timeoutMs: 60, clock }));
  assert.deepEqual(facts(exchange.failure), ["timeout_response", "head", "UND_ERR_HEADERS_TIMEOUT"]);
  assert.equal(durationMs, 60);
});

test("a server that trickles its head runs into the same timeout", async (t) => {
  const clock = createStandingClock();
  const server = await startRawServer(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x: y\r\n", () => clock.advance(30)), 10);
    socket.on("close", () => clearInterval(timer));
  });
  const { exchange, durationMs } = await sendOnce(makeOrder(server.url, { timeoutMs: 80, clock }));
  assert.deepEqual(facts(exchange.failure), ["timeout_response", "head", "UND_ERR_HEADERS_TIMEOUT"]);
  assert.equal(durationMs, 90);
});

test("a server that does not read the request runs into the timeout while it is sent", async (t) => {
  const clock = createStandingClock();
  const server = await startRawServer(t, (socket) => {
    socket.pause();
    clock.advance(150);
  });
  const body = new Uint8Array(32 * 1024 * 1024);
  const { exchange } = await sendOnce(makeOrder(server.url, { method: "POST", body, timeoutMs: 150, clock }));
  assert.deepEqual(facts(exchange.failure), ["timeout_response", "send", "UND_ERR_HEADERS_TIMEOUT"]);
});

test("a body that stalls runs into the idle timeout, and what had come is kept", async (t) => {
  const server = await startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"));
  const clock = createStandingClock();
  const onChunk = () => void setImmediate(() => clock.advance(60));
  const { exchange, durationMs } = await sendOnce(makeOrder(server.url, { onChunk, idleTimeoutMs: 60, clock }));
  assert.deepEqual(facts(exchange.failure), ["timeout_response", "body", "UND_ERR_BODY_TIMEOUT"]);
  assert.deepEqual(exchange.response?.body, { text: "abc", base64: null, bytes: 3, truncated: true });
  assert.equal(durationMs, 60);
});

test("a body that trickles does not, however long it takes", async (t) => {
  const clock = createStandingClock();
  let trickle = () => {};
  const server = await startRawServer(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\na");
    trickle = () => void socket.write("a");
  });
  const onChunk = () => {
    setImmediate(() => {
      clock.advance(149);
      trickle();
    });
  };
  const times = { timeoutMs: 150, idleTimeoutMs: 150, clock };
  const { exchange, durationMs } = await sendOnce(makeOrder(server.url, { ...times, onChunk }));
  assert.equal(exchange.failure, null);
  assert.ok(durationMs >= 7 * 149, `${durationMs} ms`);
  assert.equal(exchange.response?.body.text, "aaaaaaaa");
});

test("a key is not sent over plain HTTP, nor a request with credentials in its URL", async () => {
  const headers = [{ name: "authorization", value: "Bearer x" }];
  const plain = await sendOnce(makeOrder(new URL("http://192.0.2.1/"), { headers }));
  assert.deepEqual(facts(plain.exchange.failure), ["other", "resolve", "ERR_UNSAFE_TARGET"]);
  const named = await sendOnce(makeOrder(new URL("https://me:secret@192.0.2.1/")));
  assert.deepEqual(facts(named.exchange.failure), ["other", "resolve", "ERR_UNSAFE_TARGET"]);
  assert.doesNotMatch(JSON.stringify(named), /secret/);
});

test("a header that HTTP cannot carry is a failure, and nothing is sent", async (t) => {
  const server = await startSilentServer(t);
  const headers = [{ name: "x", value: "a\r\nb" }];
  const { exchange } = await sendOnce(makeOrder(server.url, { headers }));
  assert.deepEqual(facts(exchange.failure), ["other", "send", "UND_ERR_INVALID_ARG"]);
});
