import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { type RequestLine, startMock } from "../../src/mock/start-mock.js";
import { assertError, open, openMock, openReader, readUntil, say, send } from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

/** Sends raw text to a port and resolves with all that comes back until the connection closes. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => socket.end(text));
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
}

test("a body of 10 MB is read, a longer one is refused", async (t) => {
  const { mock } = await openMock(t);
  const limit = 10 * 1024 * 1024;
  const path = `POST ${BOX}/files?format=blob&path=big`;
  assert.equal((await send(mock, path, { body: "x".repeat(limit) })).status, 200);
  const message = "Request body must not exceed 10485760 bytes";
  assertError(await send(mock, path, { body: "x".repeat(limit + 1) }), 400, "invalid_request", message);
  assertError(await send(mock, path, { body: "x".repeat(3 * limit) }), 400, "invalid_request", message);
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("a body that does not end is cut off", async (t) => {
  const { mock } = await openMock(t);
  const socket = connect(mock.port, "127.0.0.1");
  socket.write(`POST ${BOX}/files HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n`);
  const chunk = Buffer.alloc(1024 * 1024);
  const send = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", send).on("error", () => undefined);
  send();
  await new Promise((resolve) => socket.on("close", resolve));
  assert.ok(socket.bytesWritten < 400_000_000, `${socket.bytesWritten} bytes`);
  assert.equal(mock.requests[0]?.answer.status, null);
});

test("what is no HTTP gets the documented shape and does not end the mock", async (t) => {
  const { mock } = await openMock(t);
  const broken = [
    "hello\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
    "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "GET / HTTP/1.1\r\nbad header\r\n\r\n",
  ];
  for (const text of broken) {
    const heard = await talk(mock.port, text);
    assert.match(heard, /^HTTP\/1\.1 400 Bad Request\r\n/, JSON.stringify(text));
    const body = heard.slice(heard.indexOf("\r\n\r\n") + 4);
    const error = { code: "invalid_request", message: "The request is not valid HTTP", status: 400 };
    assert.deepEqual(JSON.parse(body), { error });
  }
  const long = await talk(mock.port, `GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
  assert.match(long, /^HTTP\/1\.1 400 .*Request headers are too long/s);
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("odd but valid HTTP is served", async (t) => {
  const { mock } = await openMock(t);
  const close = "Connection: close\r\n\r\n";
  assert.match(await talk(mock.port, `GET /health HTTP/1.1\r\n${close}`), /^HTTP\/1\.1 200 OK/);
  assert.match(
    await talk(mock.port, `GET http://a.example/health?x HTTP/1.1\r\nHost: a\r\n${close}`),
    /^HTTP\/1\.1 200 OK/,
  );
  assert.match(await talk(mock.port, `GET /health HTTP/1.1\r\nExpect: tea\r\n${close}`), /^HTTP\/1\.1 200 OK/);
  assert.match(await talk(mock.port, `OPTIONS * HTTP/1.1\r\nHost: a\r\n${close}`), /^HTTP\/1\.1 404 /);
  const head = await talk(mock.port, `HEAD /health HTTP/1.1\r\nHost: a\r\n${close}`);
  assert.match(head, /^HTTP\/1\.1 200 OK(?:\r\n[^\r]+)+\r\n\r\n$/);
});

test("a client that leaves in the middle of its body does no harm", async (t) => {
  const { mock } = await openMock(t);
  await talk(mock.port, "POST /v1/sandboxes HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("each answer is told, with the path but not the query", async (t) => {
  const lines: RequestLine[] = [];
  const { mock } = await openMock(t, { onRequest: (line) => lines.push(line) });
  await send(mock, `GET ${BOX}/files?path=secret`);
  await send(mock, "GET /nope", { authorization: null });
  const reader = openReader(
    await open(mock, "POST /v1/chat/my-agent", {
      body: { messages: [say("Hi")], sandboxId: mock.sandboxId },
      headers: { Prefer: "hold" },
    }),
  );
  await readUntil(reader, "start");
  assert.deepEqual(lines, [
    { method: "GET", path: `${BOX}/files`, status: 404 },
    { method: "GET", path: "/nope", status: 404 },
    { method: "POST", path: "/v1/chat/my-agent", status: 200 },
  ]);
  assert.equal(mock.requestCount, 3);
});

test("close ends held streams and frees the port, and can be called twice", async (t) => {
  const { mock } = await openMock(t);
  const body = { messages: [say("Hi")], sandboxId: mock.sandboxId };
  const reader = openReader(await open(mock, "POST /v1/chat/my-agent", { body, headers: { Prefer: "hold" } }));
  await readUntil(reader, "start");
  await mock.close();
  await assert.rejects(async () => readUntil(reader, "never"));
  await mock.close();
  const again = await startMock({ now: () => 0, random: () => 0, port: mock.port });
  assert.equal(again.port, mock.port);
  await again.close();
});

test("a port that is taken is refused with Node's own error", async (t) => {
  const { mock } = await openMock(t);
  const second = startMock({ now: () => 0, random: () => 0, port: mock.port });
  await assert.rejects(second, { code: "EADDRINUSE" });
});

test("another host is listened on only where it is asked for", async (t) => {
  const { mock } = await openMock(t, { host: "0.0.0.0" });
  assert.match(mock.url, /^http:\/\/127\.0\.0\.1:/);
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});
