import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { DIALECTS } from "../../src/mock/dialect.js";
import { checkState, findFailures } from "./check-state.js";
import { attack } from "./hostile-requests.js";
import { assertError, createRandom, openMock, send } from "./mock-client.js";

const BOX = "/v1/sandboxes/11111111-1111-4111-8111-111111111111";

for (const dialect of DIALECTS) {
  test(`1,000 hostile requests leave the ${dialect} dialect alive and its state whole`, async (t) => {
    const { mock } = await openMock(t, { dialect });
    await attack(mock.port, mock.key, 1000, createRandom());
    assert.deepEqual(findFailures(mock), []);
    await checkState(mock);
    assert.equal((await send(mock, "GET /__mock/log")).status, 200);
    mock.judge();
    mock.reset();
    await checkState(mock);
  });
}

test("what clients leave behind is bounded, and a reset gives the room back", async (t) => {
  const { mock } = await openMock(t);
  const body = "x".repeat(10 * 1024 * 1024);
  let status = 200;
  let count = 0;
  for (; status === 200 && count < 40; count += 1) {
    status = (await send(mock, `POST ${BOX}/files?format=blob&path=big`, { body })).status;
  }
  assert.deepEqual([status, count], [500, 26]);
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
  mock.reset();
  assert.equal((await send(mock, `POST ${BOX}/files?format=blob&path=big`, { body: "x" })).status, 200);
});

test("deep folders take room by their names", async (t) => {
  const { mock } = await openMock(t);
  const seen: number[] = [];
  for (let i = 0; seen.at(-1) !== 500 && i < 200; i += 1) {
    const path = `/${String(i).padStart(9, "0")}${"/a".repeat(2000)}`;
    seen.push((await send(mock, `POST ${BOX}/files/mkdir`, { body: { path } })).status);
  }
  // Two thousand folders whose names have 2,000 characters each on the average: 4 MB and more a request.
  assert.ok(seen.length > 40 && seen.length < 70, String(seen.length));
  assert.equal((await send(mock, `GET ${BOX}`)).status, 200);
});

test("bodies that are being read have room together, and who finds none may come back", async (t) => {
  const { mock } = await openMock(t);
  const almost = Buffer.alloc(10 * 1024 * 1024 - 1);
  const head = `Host: a\r\nAuthorization: Bearer ${mock.key}\r\nContent-Length: ${almost.length + 1}\r\n\r\n`;
  const slow = Array.from({ length: 26 }, () => {
    const socket = connect(mock.port, "127.0.0.1").on("error", () => undefined);
    socket.write(`POST ${BOX}/files?format=blob&path=big HTTP/1.1\r\n${head}`);
    return { socket, sent: new Promise((resolve) => socket.write(almost, resolve)) };
  });
  await Promise.all(slow.map(({ sent }) => sent));
  const body = "x".repeat(8 * 1024 * 1024);
  const ask = () => send(mock, "POST /v1/nowhere", { body });
  let refused = await ask();
  while (refused.status === 404) refused = await ask();
  const message = "The embedded API reads at most 256 MB of bodies at a time";
  assertError(refused, 503, "service_unavailable", message);
  for (const { socket } of slow) socket.destroy();
  while ((await ask()).status !== 404);
});

test("the log bounds the heads that it keeps", async (t) => {
  const { mock } = await openMock(t);
  const head = `GET /health HTTP/1.1\r\nHost: a\r\n${"a:\r\n".repeat(980)}\r\n`;
  await new Promise<void>((resolve) => {
    let heard = 0;
    const socket = connect(mock.port, "127.0.0.1", () => socket.write(head.repeat(700)));
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.toString("latin1").split("HTTP/1.1 200 OK").length - 1;
      if (heard >= 700) socket.destroy();
    });
    socket.on("close", () => resolve());
  });
  assert.equal(mock.judge().requests, 700);
  // Node passes on a thousand headers of a request, and since 22.23 refuses more: 129 KB, and 64 MB are kept.
  assert.ok(mock.requests.length < 600, String(mock.requests.length));
});

test("the log keeps the newest 10,000 requests and says how many there were", async (t) => {
  const { mock } = await openMock(t);
  const batch = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
  for (let i = 0; i < 11; i += 1) {
    await new Promise<void>((resolve) => {
      let heard = 0;
      const socket = connect(mock.port, "127.0.0.1", () => socket.write(batch));
      socket.on("data", (chunk: Buffer) => {
        heard += chunk.toString("latin1").split("HTTP/1.1 200 OK").length - 1;
        if (heard >= 1000) socket.destroy();
      });
      socket.on("close", () => resolve());
    });
  }
  assert.deepEqual([mock.requests.length, mock.requestCount, mock.judge().requests], [10_000, 11_000, 11_000]);
  assert.equal(mock.requests[0]?.n, 1001);
});
