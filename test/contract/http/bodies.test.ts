import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import * as zlib from "node:zlib";
import { sendOnce } from "../../../src/http/send.js";
import type { AnswerHead } from "../../../src/http/send-order.js";
import { createStandingClock } from "../../fakes/standing-clock.js";
import { makeOrder } from "./order.js";
import { type RawServer, startRawServer } from "./raw-server.js";

const TEXT = "sandbox ".repeat(2000);

function serve(t: TestContext, coding: string, body: Buffer): Promise<RawServer> {
  return startRawServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.end(body);
  });
}

for (const [coding, body] of [
  ["gzip", zlib.gzipSync(TEXT)],
  ["deflate", zlib.deflateSync(TEXT)],
  ["deflate", zlib.deflateRawSync(TEXT)],
  ["br", zlib.brotliCompressSync(TEXT)],
  ["gzip, BR", zlib.brotliCompressSync(zlib.gzipSync(TEXT))],
  ["identity", Buffer.from(TEXT)],
] as const) {
  test(`a body in ${coding} of ${body.length} bytes is decompressed`, async (t) => {
    const server = await serve(t, coding, body);
    const { exchange } = await sendOnce(makeOrder(server.url));
    assert.equal(exchange.failure, null);
    assert.deepEqual(exchange.response?.body, { text: TEXT, base64: null, bytes: TEXT.length, truncated: false });
  });
}

test("a coding that nobody knows leaves the body as it came", async (t) => {
  const server = await serve(t, "zzz", Buffer.from("abc"));
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.equal(exchange.response?.body.text, "abc");
});

for (const [name, coding, body] of [
  ["plain text called gzip", "gzip", Buffer.from("no gzip at all")],
  ["plain text called br", "br", Buffer.from("no brotli at all, by any means")],
  ["plain text called deflate", "deflate", Buffer.from("xno deflate at all")],
  ["gzip that ends early", "gzip", zlib.gzipSync(TEXT).subarray(0, 60)],
  ["gzip with a broken checksum", "gzip", Buffer.concat([zlib.gzipSync(TEXT).subarray(0, -8), Buffer.alloc(8)])],
] as const) {
  test(`${name} is no valid answer, but its head is kept`, async (t) => {
    const server = await serve(t, coding, body);
    const { exchange } = await sendOnce(makeOrder(server.url));
    assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["invalid_response", "body"]);
    assert.notEqual(exchange.failure?.message, "");
    assert.equal(exchange.response?.status, 200);
    assert.equal(exchange.response?.body.truncated, true);
  });
}

test("of a compressed body that breaks off, what could be decompressed is kept, and the reset is the failure", async (t) => {
  const body = zlib.gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, i) => String(i)).join(" ")));
  const server = await startRawServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.end(body.subarray(0, body.length / 2));
  });
  const { exchange } = await sendOnce(makeOrder(server.url));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["reset", "body"]);
  assert.ok(exchange.response?.body.text.startsWith("0 1 2 3"));
  assert.ok((exchange.response?.body.bytes ?? 0) > 10_000);
});

for (const [coding, body] of [
  ["gzip", zlib.gzipSync(Buffer.alloc(16 * 1024 * 1024))],
  [
    "br",
    zlib.brotliCompressSync(Buffer.alloc(16 * 1024 * 1024), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } }),
  ],
] as const) {
  test(`a bomb in ${coding} ends at the bound of bytes`, async (t) => {
    const server = await serve(t, coding, body);
    const { exchange } = await sendOnce(makeOrder(server.url, { limits: { bodyBytes: 100_000 } }));
    assert.equal(exchange.failure, null);
    assert.equal(exchange.response?.body.bytes, 100_000);
    assert.equal(exchange.response?.body.truncated, true);
  });

  test(`a bomb in ${coding} ends by its ratio before the bound of bytes`, async (t) => {
    const server = await serve(t, coding, body);
    const { exchange } = await sendOnce(makeOrder(server.url));
    assert.equal(exchange.failure, null);
    assert.equal(exchange.response?.body.truncated, true);
    assert.ok((exchange.response?.body.bytes ?? 0) < 5 * 1024 * 1024);
  });
}

test("an endless body ends at its bound, and one that just fits is whole", async (t) => {
  const endless = await startRawServer(t, (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const pour = () => {
      while (!socket.destroyed && socket.write("x".repeat(65_536)));
    };
    socket.on("drain", pour);
    pour();
  });
  const { exchange } = await sendOnce(makeOrder(endless.url, { limits: { bodyBytes: 300_000 } }));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.bytes, 300_000);
  assert.equal(exchange.response?.body.truncated, true);
  const fitting = await startRawServer(t, (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nabc"));
  const whole = await sendOnce(makeOrder(fitting.url, { limits: { bodyBytes: 3 } }));
  assert.deepEqual(whole.exchange.response?.body, { text: "abc", base64: null, bytes: 3, truncated: false });
});

test("a cut within a character leaves text", async (t) => {
  const server = await startRawServer(t, (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\naü€", "utf8"));
  const { exchange } = await sendOnce(makeOrder(server.url, { limits: { bodyBytes: 5 } }));
  assert.deepEqual(exchange.response?.body, { text: "aü", base64: null, bytes: 5, truncated: true });
});

test("pieces are passed on in order with the head, and the server waits for a slow reader", async (t) => {
  const size = 24 * 1024 * 1024;
  let written = 0;
  const server = await startRawServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`);
    const pour = () => {
      while (written < size) {
        written += 65_536;
        if (!socket.write("y".repeat(65_536))) return;
      }
    };
    socket.on("drain", pour);
    pour();
  });
  const clock = createStandingClock();
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let noteHeld = () => {};
  const held = new Promise<void>((resolve) => {
    noteHeld = resolve;
  });
  let taken = 0;
  const statuses = new Set<number>();
  const onChunk = async (bytes: Uint8Array, head: AnswerHead) => {
    const isFirst = taken === 0;
    taken += bytes.length;
    statuses.add(head.status);
    // The first is taken at once, so that the next has been awaited.
    if (isFirst) return;
    noteHeld();
    await gate;
  };
  const sending = sendOnce(makeOrder(server.url, { onChunk, idleTimeoutMs: 100, clock }));
  await held;
  clock.advance(250);
  // Until every buffer on the way is full.
  await new Promise((resolve) => setTimeout(resolve, 250));
  const [takenWhileHeld, writtenWhileHeld] = [taken, written];
  release();
  const { exchange } = await sending;
  assert.ok(takenWhileHeld <= 131_072, `${takenWhileHeld} bytes taken`);
  assert.ok(writtenWhileHeld < size, `${writtenWhileHeld} bytes written`);
  assert.equal(exchange.failure, null);
  assert.equal(taken, size);
  assert.deepEqual([...statuses], [200]);
  assert.equal(exchange.response?.body.bytes, size);
});

test("a connection that breaks while a reader is slow is a reset and no crash", async (t) => {
  const server = await startRawServer(t, (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 999999\r\n\r\n${"z".repeat(200_000)}`, () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  });
  const onChunk = () => new Promise<void>((resolve) => setTimeout(resolve, 60));
  const { exchange } = await sendOnce(makeOrder(server.url, { onChunk }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["reset", "body"]);
  assert.equal(exchange.response?.body.truncated, true);
});

test("an error of the reader comes back as it was thrown, and the connection is closed", async (t) => {
  const server = await startRawServer(t, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nabc"));
  const mine = new Error("the disk is full");
  const onChunk = () => {
    throw mine;
  };
  await assert.rejects(sendOnce(makeOrder(server.url, { onChunk })), (error) => error === mine);
});
