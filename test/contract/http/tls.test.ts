import assert from "node:assert/strict";
import { once } from "node:events";
import { type TestContext, test } from "node:test";
import * as tls from "node:tls";
import { sendOnce } from "../../../src/http/send.js";
import { createStandingClock } from "../../fakes/standing-clock.js";
import { type Certificate, makeCertificate, NO_OPENSSL } from "./make-certificate.js";
import { makeOrder } from "./order.js";
import { startSilentServer } from "./raw-server.js";

const MINE = "IP:127.0.0.1,DNS:localhost";
const skip = NO_OPENSSL;

async function startTlsServer(t: TestContext, certificate: Certificate): Promise<URL> {
  const server = tls.createServer({ ...certificate, ALPNProtocols: ["h2", "http/1.1"] }, (socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const address = server.address();
  return new URL(`https://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`);
}

test("a trusted certificate gives an answer, and says who it was", { skip }, async (t) => {
  const certificate = makeCertificate(MINE);
  const url = await startTlsServer(t, certificate);
  const { exchange, peer, phaseMs } = await sendOnce(makeOrder(url, { tlsCa: certificate.cert }));
  assert.equal(exchange.failure, null);
  assert.equal(exchange.response?.body.text, "ok");
  assert.equal(peer.tlsVersion, "TLSv1.3");
  assert.equal(peer.certificate?.subject, "sample");
  assert.equal(peer.certificate?.validFrom, Date.UTC(2020, 0, 1));
  assert.ok("tls" in phaseMs);
  url.hostname = "localhost";
  const named = await sendOnce(makeOrder(url, { tlsCa: certificate.cert }));
  assert.equal(named.exchange.response?.status, 200);
});

test("a certificate signed by itself is not trusted, and is named", { skip }, async (t) => {
  const url = await startTlsServer(t, makeCertificate(MINE));
  const { exchange } = await sendOnce(makeOrder(url));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["tls_untrusted", "tls"]);
  assert.equal(exchange.failure?.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
  assert.match(exchange.failure?.message ?? "", /certificate of sample, issued by sample/);
});

test("an expired certificate is called so, with its dates", { skip }, async (t) => {
  const certificate = makeCertificate(MINE, 2021);
  const url = await startTlsServer(t, certificate);
  const { exchange } = await sendOnce(makeOrder(url, { tlsCa: certificate.cert }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.code], ["tls_expired", "CERT_HAS_EXPIRED"]);
  assert.match(exchange.failure?.message ?? "", /valid from 2020-01-01T00:00:00\.000Z to 2021-12-31T23:59:59\.000Z/);
});

test("a certificate for another name is called so, with both names", { skip }, async (t) => {
  const certificate = makeCertificate("DNS:other.example");
  const url = await startTlsServer(t, certificate);
  const { exchange } = await sendOnce(makeOrder(url, { tlsCa: certificate.cert }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.code], ["tls_hostname", "ERR_TLS_CERT_ALTNAME_INVALID"]);
  assert.match(exchange.failure?.message ?? "", /127\.0\.0\.1/);
});

test("plain HTTP where TLS is expected is a failure of the protocol", async (t) => {
  const server = await startSilentServer(t, [], (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const { exchange } = await sendOnce(makeOrder(new URL(`https://127.0.0.1:${server.port}/`)));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["tls_protocol", "tls"]);
});

test("TLS where plain HTTP is expected is no valid answer, or none at all", { skip }, async (t) => {
  const url = await startTlsServer(t, makeCertificate(MINE));
  url.protocol = "http:";
  const { exchange } = await sendOnce(makeOrder(new URL(url.href.replace("https:", "http:"))));
  assert.ok(["invalid_response", "reset"].includes(exchange.failure?.kind ?? ""));
});

test("a connection that is closed within the handshake is a failure of the protocol", async (t) => {
  const server = await startSilentServer(t, [], (socket) => socket.once("data", () => socket.end()));
  const { exchange } = await sendOnce(makeOrder(new URL(`https://127.0.0.1:${server.port}/`)));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["tls_protocol", "tls"]);
});

test("a handshake that stalls runs into the timeout of the connection", async (t) => {
  const clock = createStandingClock();
  const server = await startSilentServer(t, [], (socket) => socket.once("data", () => clock.advance(80)));
  const url = new URL(`https://127.0.0.1:${server.port}/`);
  const { exchange } = await sendOnce(makeOrder(url, { timeoutMs: 80, clock }));
  assert.deepEqual([exchange.failure?.kind, exchange.failure?.phase], ["timeout_connect", "tls"]);
});

test("a certificate for other names than the address that was called is told with its names", { skip }, async (t) => {
  const certificate = makeCertificate("DNS:other.example,DNS:*.other.example");
  const url = await startTlsServer(t, certificate);
  const { exchange } = await sendOnce(makeOrder(url, { tlsCa: certificate.cert }));
  assert.equal(exchange.failure?.kind, "tls_hostname");
  assert.match(exchange.failure?.message ?? "", /DNS:other\.example, DNS:\*\.other\.example$/);
});

test("a handshake that fails is told in OpenSSL's words, without the places in its source", async (t) => {
  const server = await startSilentServer(t, [], (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const { exchange } = await sendOnce(makeOrder(new URL(`https://127.0.0.1:${server.port}/`)));
  assert.equal(exchange.failure?.message, "wrong version number");
});

test("what had not come when the time ran out is named", async (t) => {
  const server = await startSilentServer(t);
  const silent = makeOrder(new URL(`https://127.0.0.1:${server.port}/`), { timeoutMs: 200 });
  assert.equal((await sendOnce(silent)).exchange.failure?.message, "no TLS handshake within 200 ms");
  const lookUp = () => new Promise<never>(() => {});
  const nameless = makeOrder(new URL("https://api.example/"), { timeoutMs: 200, lookUp });
  assert.equal((await sendOnce(nameless)).exchange.failure?.message, "no address of the name within 200 ms");
  const url = new URL(`http://127.0.0.1:${server.port}`);
  const proxied = makeOrder(new URL("https://api.example/"), {
    timeoutMs: 200,
    proxy: { url, variable: "HTTPS_PROXY" },
  });
  const { failure } = (await sendOnce(proxied)).exchange;
  assert.equal(failure?.message, `the proxy ${url.host} (HTTPS_PROXY) did not answer within 200 ms`);
});
