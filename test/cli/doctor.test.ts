import assert from "node:assert/strict";
import { test } from "node:test";
import { findClosedPort, startApi, startProxy } from "../contract/doctor/start-api.js";
import { makeCertificate, NO_OPENSSL } from "../contract/http/make-certificate.js";
import { matchGolden } from "./golden.js";
import { KEY, writeError, writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

test("the doctor finds the embedded API well", async () => {
  const { code } = await matchDoctor("doctor-mock", ["--mock"], {});
  assert.equal(code, 0);
});

test("a refused port is shown where it fails, with what to do", async () => {
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${await findClosedPort()}`, SANDBOX_API_KEY: KEY };
  const { code } = await matchDoctor("doctor-refused", [], env);
  assert.equal(code, 6);
});

test("a proxy that refuses is shown without its password", async (t) => {
  const proxy = await startProxy(t, 0, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
  const env = {
    SANDBOX_BASE_URL: "https://relay.test",
    HTTPS_PROXY: `http://me:hunter2secret@127.0.0.1:${proxy.port}`,
    SANDBOX_API_KEY: KEY,
  };
  const { code, stdout } = await runCli(["doctor"], { env });
  assert.equal(code, 6);
  assert.doesNotMatch(stdout, /hunter2|secret@/);
});

test("a self-signed certificate is shown with its chain, and the clock is compared", {
  skip: NO_OPENSSL,
}, async (t) => {
  const { port } = await startApi(t, { certificate: makeCertificate("IP:127.0.0.1") });
  const env = { SANDBOX_BASE_URL: `https://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const { code } = await matchDoctor("doctor-self-signed", [], env);
  assert.equal(code, 6);
});

test("a key that is refused and a contract that is broken are both shown; the key decides", async (t) => {
  const { port } = await startApi(t, {
    withoutKey: writeRaw(401, '{"error":"Missing or invalid Authorization header"}'),
    withKey: writeError(401, "unauthorized", "Invalid API key"),
  });
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const { code } = await matchDoctor("doctor-rejected", [], env);
  assert.equal(code, 3);
});

test("a base URL that is none is shown with what can be known without it", async () => {
  const { code } = await matchDoctor("doctor-no-url", [], { SANDBOX_BASE_URL: "relay.an.dev", SANDBOX_API_KEY: KEY });
  assert.equal(code, 2);
});

test("--quiet says only what fails", async (t) => {
  const quiet = await runCli(["doctor", "--mock", "--quiet"]);
  assert.deepEqual([quiet.code, quiet.stdout, quiet.stderr], [0, "", ""]);
  const { port } = await startApi(t, { withKey: writeError(401, "unauthorized", "Invalid API key") });
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const { stdout } = await runCli(["doctor", "--quiet"], { env });
  assert.match(stdout, /^✗ Authentication/);
});

/** Times differ from run to run, and so does the version of Node. */
async function matchDoctor(name: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return matchGolden(name, ["doctor", ...args], { env, mask: maskTimes });
}

function maskTimes(text: string): string {
  return text
    .replace(/\b\d+\.\d+\.\d+ on \w+/g, "<version> on <platform>")
    .replace(/(?:under )?\b\d+ ms\b|\b\d+\.\d s\b/g, "<ms>")
    .replace(/^( {2}times {10}).*\n(?: {17}.*\n)*/gm, "$1<times>\n")
    .replace(/^( {2}fingerprint {4})[0-9a-f]{8}/gm, "$1<digits>");
}

test("a reason that stands above is not explained twice", async (t) => {
  const page = writeRaw(502, "<html>502 Bad Gateway</html>", { "Content-Type": "text/html" });
  const { port } = await startApi(t, { withoutKey: page, withKey: page });
  const env = { SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY };
  const { code, stdout } = await runCli(["doctor"], { env });
  assert.equal(code, 5);
  assert.equal(stdout.match(/^ {2}1\. Send it again with growing pauses/gm)?.length, 1);
  assert.match(stdout, /\nDo this first: Send it again with growing pauses/);
  assert.match(stdout, /A gateway before the API answered with an error \(gateway\.error\), as in HTTP\n {2}above\.\n/);
});
