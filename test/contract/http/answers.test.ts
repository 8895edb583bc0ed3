import assert from "node:assert/strict";
import { test } from "node:test";
import { readHeader } from "../../../src/exchange/exchange.js";
import { sendOnce } from "../../../src/http/send.js";
import { makeOrder } from "./order.js";
import { startRawServer } from "./raw-server.js";

test("an answer comes back whole, its header names as they were written", async (t) => {
  const server = await startRawServer(t, (socket) =>
    socket.end(
      'HTTP/1.1 200 OK\r\nX-Request-ID: r1\r\nset-cookie: a\r\nset-cookie: b\r\nContent-Length: 9\r\n\r\n{"a":"ä"}'.replace(
        "ä",
        "b",
      ),
    ),
  );
  const before = Date.now();
  const { exchange, phaseMs, peer, lingers } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.failure, null);
  assert.deepEqual(exchange.response, {
    status: 200,
    headers: [
      { name: "X-Request-ID", value: "r1" },
      { name: "set-cookie", value: "a" },
      { name: "set-cookie", value: "b" },
      { name: "Content-Length", value: "9" },
    ],
    body: { text: '{"a":"b"}', base64: null, bytes: 9, truncated: false },
    headersKnown: true,
  });
  assert.ok((exchange.sentAt ?? 0) >= before && (exchange.receivedAt ?? 0) >= (exchange.sentAt ?? 0));
  assert.deepEqual(Object.keys(phaseMs), ["resolve", "connect", "send", "head", "body"]);
  assert.equal(peer.address, "127.0.0.1");
  assert.equal(lingers, false);
});

test("the request goes out as ordered and is recorded so", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  const headers = [
    { name: "Authorization", value: `Bearer 21st_sk_${"0123456789abcdef".repeat(4)}` },
    { name: "Content-Type", value: "application/json" },
  ];
  const body = new TextEncoder().encode('{"b":"ü"}');
  const { exchange } = await sendOnce(makeOrder(server.url, { method: "POST", headers, body }));
  const [head = "", sent] = (server.received[0] ?? "").split("\r\n\r\n");
  assert.ok(head.startsWith("POST /v1/x?a=1 HTTP/1.1\r\n"));
  assert.ok(head.includes(`host: 127.0.0.1:${server.port}\r\n`));
  assert.ok(head.includes("Authorization: Bearer 21st_sk_"));
  assert.ok(head.includes("content-length: 10"));
  assert.equal(Buffer.from(sent ?? "", "latin1").toString("utf8"), '{"b":"ü"}');
  assert.deepEqual(exchange.request, {
    method: "POST",
    url: server.url.href,
    headers,
    body: { text: '{"b":"ü"}', base64: null, bytes: 10, truncated: false },
  });
  assert.equal(exchange.response?.status, 204);
  assert.deepEqual(exchange.response?.body, { text: "", base64: null, bytes: 0, truncated: false });
});

test("an empty answer has an empty body", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n"));
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.failure, null);
  assert.deepEqual(exchange.response?.body, { text: "", base64: null, bytes: 0, truncated: false });
});

test("the answer to HEAD has no body, whatever length and coding it names", async (t) => {
  const server = await startRawServer(t, (socket) =>
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 12345\r\ncontent-encoding: gzip\r\n\r\n"),
  );
  const { exchange } = await sendOnce(makeOrder(server.url, { method: "HEAD" }));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.bytes, 0);
});

test("a redirect is an answer and is not followed", async (t) => {
  const server = await startRawServer(t, (socket) =>
    socket.end("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\ncontent-length: 0\r\n\r\n"),
  );
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.response?.status, 302);
  assert.equal(readHeader(exchange.response?.headers ?? [], "location"), "/elsewhere");
  assert.equal(server.received.length, 1);
});

test("a binary body is kept in base64", async (t) => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80, 0xfe]);
  const server = await startRawServer(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n");
    socket.end(bytes);
  });
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.deepEqual(exchange.response?.body, { text: "", base64: bytes.toString("base64"), bytes: 5, truncated: false });
});

test("a body without a length ends with its connection", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.0 200 OK\r\n\r\nto the end"));
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.text, "to the end");
  assert.equal(exchange.response?.body.truncated, false);
});

test("a chunked body is joined, and hints that come before the answer are passed over", async (t) => {
  const server = await startRawServer(t, (socket) =>
    socket.end(
      "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\nde\r\n0\r\nt: 1\r\n\r\n",
    ),
  );
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.status, 200);
  assert.equal(exchange.response?.body.text, "abcde");
});

test("a large upload arrives whole", async (t) => {
  const size = 12 * 1024 * 1024;
  const server = await startRawServer(t, (socket, head) => {
    let left = size - (head.length - head.indexOf("\r\n\r\n") - 4);
    const answer = () => left <= 0 && socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    socket.removeAllListeners("data").on("data", (chunk) => {
      left -= chunk.length;
      answer();
    });
    answer();
  });
  const { exchange } = await sendOnce(makeOrder(server.url, { method: "PUT", body: new Uint8Array(size).fill(97) }));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.text, "ok");
  assert.equal(exchange.request?.body?.bytes, size);
});

test("an answer that comes while the upload is still under way is read, though the server then closes", async (t) => {
  const server = await startRawServer(t, (socket) => {
    socket.removeAllListeners("data").pause();
    socket.end("HTTP/1.1 413 Too Large\r\nconnection: close\r\ncontent-length: 3\r\n\r\nbig");
  });
  const body = new Uint8Array(12 * 1024 * 1024);
  const { exchange } = await sendOnce(makeOrder(server.url, { method: "POST", body }));
  assert.equal(exchange.response?.status, 413);
  assert.equal(exchange.response?.body.text, "big");
  assert.equal(exchange.failure, null);
});
