import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { wallClockAt } from "../../fakes/wall-clock-at.js";
import { type Certificate, makeCertificate, NO_OPENSSL } from "../http/make-certificate.js";
import { startSilentServer } from "../http/raw-server.js";
import { seeDoctor } from "./see-doctor.js";
import { MID_SECOND, startApi, startProxy } from "./start-api.js";

const skip = NO_OPENSSL;
const MINE = "IP:127.0.0.1,DNS:localhost";

/** The environment that leads to an API with this certificate; `trusted` adds it to the roots. */
async function serve(t: TestContext, certificate: Certificate, trusted: boolean, nowMs = Date.now()) {
  const { port, received } = await startApi(t, { certificate, nowMs });
  const env: Record<string, string> = { SANDBOX_BASE_URL: `https://127.0.0.1:${port}` };
  return { env: trusted ? { ...env, NODE_EXTRA_CA_CERTS: writeRoot(t, certificate) } : env, received, port };
}

function writeRoot(t: TestContext, { cert }: Certificate): string {
  const folder = mkdtempSync(join(tmpdir(), "root-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "root.pem");
  writeFileSync(path, cert);
  return path;
}

test("a root of NODE_EXTRA_CA_CERTS is trusted, and named", { skip }, async (t) => {
  const { env, received } = await serve(t, makeCertificate(MINE), true);
  const seen = await seeDoctor(env);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.match(seen.facts("tls", "protocol")[0] ?? "", /^TLSv1\.3/);
  assert.match(seen.facts("tls", "dates")[0] ?? "", /^valid: 2020-01-01 to 2099-12-31$/);
  assert.match(seen.facts("tls", "name")[0] ?? "", /^fits 127\.0\.0\.1/);
  assert.match(seen.facts("tls", "extra roots")[0] ?? "", /root\.pem/);
  // One without a key, one with it; a good certificate is looked at without a request.
  assert.equal(received.length, 2);
});

test("a self-signed certificate is untrusted, and its dates and name are judged all the same", { skip }, async (t) => {
  const { env, received } = await serve(t, makeCertificate(MINE), false);
  const seen = await seeDoctor(env);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyny---", "no_answer"]);
  assert.deepEqual(seen.causes("tls"), ["network.tls_untrusted"]);
  assert.match(seen.facts("tls", "trust")[0] ?? "", /DEPTH_ZERO_SELF_SIGNED_CERT/);
  assert.match(seen.facts("tls", "dates")[0] ?? "", /^valid/);
  assert.match(seen.facts("tls", "name")[0] ?? "", /^fits/);
  assert.match(seen.facts("tls", "certificate")[0] ?? "", /issued by itself/);
  assert.doesNotMatch(received.join(""), /authorization|21st/i);
});

test("an expired certificate for another name shows both faults", { skip }, async (t) => {
  const { env } = await serve(t, makeCertificate("DNS:other.example", 2021), true);
  const seen = await seeDoctor(env);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyny---", "no_answer"]);
  assert.deepEqual(seen.causes("tls"), ["network.tls_expired"]);
  assert.match(seen.facts("tls", "dates")[0] ?? "", /^expired: 2020-01-01 to 2021-12-31$/);
  assert.match(seen.facts("tls", "name")[0] ?? "", /^does not fit 127\.0\.0\.1: .*other\.example/);
});

test("a certificate for another name is called so", { skip }, async (t) => {
  const { env } = await serve(t, makeCertificate("DNS:other.example"), true);
  const seen = await seeDoctor(env);
  assert.deepEqual(seen.causes("tls"), ["network.tls_hostname"]);
  assert.match(seen.facts("tls", "trust")[0] ?? "", /trusts$/);
});

test("the clock of a server whose certificate is refused is compared, for it may be the reason", {
  skip,
}, async (t) => {
  const { env, received } = await serve(t, makeCertificate(MINE), false, MID_SECOND + 86_400_000 * 3);
  const seen = await seeDoctor({ ...env, ...wallClockAt(MID_SECOND) });
  assert.equal(seen.layer("clock").ok, true);
  assert.match(seen.facts("clock", "told by")[0] ?? "", /refused/);
  assert.match(seen.facts("clock", "warning")[0] ?? "", /3 d behind/);
  assert.match(received.join(""), /^HEAD \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\nConnection: close\r\n\r\n$/);
});

test("a NODE_EXTRA_CA_CERTS that Node takes nothing from is a warning", { skip }, async (t) => {
  const { env } = await serve(t, makeCertificate(MINE), false);
  const der = writeRoot(t, { cert: "not a certificate", key: "" });
  for (const [path, said] of [
    ["/no/such/file.pem", "NODE_EXTRA_CA_CERTS names no file, so Node ignores it."],
    [der, "NODE_EXTRA_CA_CERTS names a file without a certificate in PEM, so Node ignores it."],
  ] as const) {
    const seen = await seeDoctor({ ...env, NODE_EXTRA_CA_CERTS: path });
    assert.deepEqual(seen.facts("tls", "warning"), [said]);
  }
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 is a warning", { skip }, async (t) => {
  const { env } = await serve(t, makeCertificate(MINE), false);
  const seen = await seeDoctor({ ...env, NODE_TLS_REJECT_UNAUTHORIZED: "0" });
  assert.equal(seen.layer("tls").ok, true);
  assert.match(seen.facts("tls", "warning")[0] ?? "", /anyone on the way can read the key/);
});

test("plain HTTP where TLS is expected fails in TLS", async (t) => {
  const { port } = await startSilentServer(t, [], (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `https://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyn----", "no_answer"]);
  assert.deepEqual(seen.causes("tls"), ["network.tls_protocol"]);
});

test("TLS where plain HTTP is expected fails in TLS, and says what to write", { skip }, async (t) => {
  const { port, received } = await startApi(t, { certificate: makeCertificate(MINE) });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyynyn--", "no_answer"]);
  assert.match(
    seen.facts("tls", "problem")[0] ?? "",
    /^This port speaks TLS \(TLSv1\.3\), and the base URL says http:/,
  );
  assert.deepEqual(seen.facts("tls", "fix"), [`Write https:// in the base URL: https://127.0.0.1:${port}`]);
  assert.doesNotMatch(received.join(""), /authorization/i);
});

test("a server that hangs up on plain HTTP and does not speak TLS either fails in HTTP", async (t) => {
  const { port } = await startSilentServer(t, [], (socket) => socket.once("data", () => socket.destroy()));
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyy-n--", "no_answer"]);
});

test("a server that knows only old TLS fails in TLS, and its protocol and certificate are shown", {
  skip,
}, async (t) => {
  const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" } as const;
  const { port } = await startApi(t, { certificate: { ...makeCertificate(MINE), ...old } });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `https://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyny---", "no_answer"]);
  assert.deepEqual(seen.causes("tls"), ["network.tls_protocol"]);
  assert.match(seen.facts("tls", "protocol")[0] ?? "", /^TLSv1\.1, .*which Node refuses as too old$/);
  assert.match(seen.facts("tls", "name")[0] ?? "", /^fits/);
});

test("a handshake that nobody answers fails in TLS after the time that was given, and is not tried again", async (t) => {
  const server = await startSilentServer(t, []);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `https://127.0.0.1:${server.port}` }, ["--timeout", "300ms"]);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyn----", "no_answer"]);
  assert.deepEqual(seen.causes("tls"), ["network.timeout_connect"]);
});

test("through a proxy, the proxy is looked up and connected to, and the API's certificate is shown", {
  skip,
}, async (t) => {
  const certificate = makeCertificate("DNS:relay.test");
  const { port } = await startApi(t, { certificate });
  const proxy = await startProxy(t, port);
  const seen = await seeDoctor({
    SANDBOX_BASE_URL: "https://relay.test",
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: writeRoot(t, certificate),
  });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.equal(seen.facts("dns", "name")[0], "127.0.0.1 (the proxy)");
  assert.match(seen.facts("tls", "name")[0] ?? "", /^fits relay\.test/);
  assert.ok(proxy.received.every((head) => head.startsWith("CONNECT relay.test:443 ")));
});
