import assert from "node:assert/strict";
import * as net from "node:net";
import { test } from "node:test";
import * as tls from "node:tls";
import type { ProxyServer } from "../../../src/http/proxy.js";
import { sendOnce } from "../../../src/http/send.js";
import { createStandingClock } from "../../fakes/standing-clock.js";
import { makeCertificate, NO_OPENSSL } from "./make-certificate.js";
import { makeOrder } from "./order.js";
import { startRawServer } from "./raw-server.js";

const TARGET = new URL("https://api.example/v1/x");

function proxyAt(port: number, credentials = ""): ProxyServer {
  return { url: new URL(`http://${credentials}127.0.0.1:${port}`), variable: "HTTPS_PROXY" };
}

test("https goes through a tunnel, and the proxy's password to the proxy alone", { skip: NO_OPENSSL }, async (t) => {
  const certificate = makeCertificate("DNS:api.example");
  let inner = "";
  const proxy = await startRawServer(t, (socket) => {
    socket.removeAllListeners("data");
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    const secured = new tls.TLSSocket(socket, { isServer: true, ...certificate });
    secured.on("error", () => {});
    secured.once("data", (chunk) => {
      inner = chunk.toString();
      secured.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    });
  });
  const order = makeOrder(TARGET, { proxy: proxyAt(proxy.port, "me:se%20cret@"), tlsCa: certificate.cert });
  const { exchange } = await sendOnce(order);
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.text, "ok");
  const outer = proxy.received[0] ?? "";
  assert.ok(outer.startsWith("CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n"));
  assert.ok(outer.includes(`Proxy-Authorization: Basic ${Buffer.from("me:se cret").toString("base64")}\r\n`));
  assert.ok(inner.startsWith("GET /v1/x HTTP/1.1\r\n"));
  assert.doesNotMatch(inner, /proxy-authorization/i);
  assert.doesNotMatch(JSON.stringify(exchange), /cret|proxy-authorization/i);
});

for (const [name, answer, code, said] of [
  ["407", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "ERR_PROXY_AUTH_REQUESTED", "407"],
  [
    "403",
    "HTTP/1.1 403 Forbidden\r\n\r\nno",
    "ERR_TUNNEL_CONNECTION_FAILED",
    "refused a tunnel to api.example:443: 403",
  ],
  ["no HTTP", "hello\r\n\r\n", "ERR_TUNNEL_CONNECTION_FAILED", "did not answer with HTTP"],
  ["nothing", "", "ERR_TUNNEL_CONNECTION_FAILED", "closed the connection"],
  ["an endless head", `HTTP/1.1 200 ${"x".repeat(20_000)}`, "ERR_TUNNEL_CONNECTION_FAILED", "endless head"],
] as const) {
  test(`a proxy that answers CONNECT with ${name} is named with its variable, without its password`, async (t) => {
    const proxy = await startRawServer(t, (socket) => socket.end(answer));
    const { exchange } = await sendOnce(makeOrder(TARGET, { proxy: proxyAt(proxy.port, "me:secret@") }));
    assert.deepEqual([exchange.failure?.kind, exchange.failure?.code], ["proxy", code]);
    const message = exchange.failure?.message ?? "";
    assert.ok(message.includes(`127.0.0.1:${proxy.port} (HTTPS_PROXY)`) && message.includes(said), message);
    assert.doesNotMatch(message, /secret|me:/);
  });
}

test("a proxy that nothing listens for is a failure of the proxy", async () => {
  const closed = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const address = closed.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => closed.close(resolve));
  const { exchange } = await sendOnce(makeOrder(TARGET, { proxy: proxyAt(port) }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.code], ["proxy", "ECONNREFUSED"]);
  assert.ok(exchange.failure?.message.includes(`127.0.0.1:${port} (HTTPS_PROXY)`));
});

test("a proxy that does not answer runs into the timeout of the connection", async (t) => {
  const clock = createStandingClock();
  const proxy = await startRawServer(t, () => clock.advance(80));
  const { exchange } = await sendOnce(makeOrder(TARGET, { proxy: proxyAt(proxy.port), timeoutMs: 80, clock }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["timeout_connect", "connect"]);
});

test("plain http names the whole URL to the proxy, and its 407 is a failure of the proxy", async (t) => {
  const url = new URL("http://api.example/v1/x?a=1");
  const good = await startRawServer(t, (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
  const { exchange } = await sendOnce(makeOrder(url, { proxy: proxyAt(good.port, "me:secret@") }));
  assert.equal(exchange.response?.body.text, "ok");
  assert.ok(good.received[0]?.startsWith("GET http://api.example/v1/x?a=1 HTTP/1.1\r\nhost: api.example\r\n"));
  assert.match(good.received[0] ?? "", /proxy-authorization: Basic /);
  assert.doesNotMatch(JSON.stringify(exchange), /proxy-authorization/i);
  const strict = await startRawServer(t, (socket) => socket.end("HTTP/1.1 407 x\r\ncontent-length: 0\r\n\r\n"));
  const refused = await sendOnce(makeOrder(url, { proxy: proxyAt(strict.port) }));
  assert.equal(refused.exchange.failure?.kind, "proxy");
  assert.equal(refused.exchange.response?.status, 407);
});
