import assert from "node:assert/strict";
import test from "node:test";
import { unanswered } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { FAILURE_KINDS, type FailureKind, type Phase } from "../../src/exchange/exchange.js";

interface Told {
  readonly code?: string;
  readonly phase?: Phase;
  readonly message?: string;
}

/** What is said of a failure, and what to do, in one text each. */
function advise(kind: FailureKind, told: Told = {}, path = "https://api.example.com:8443/v1/x") {
  const [first] = diagnose(unanswered({ kind, ...told }, { path }));
  return {
    explanation: first?.explanation ?? "",
    fixes: (first?.fixes ?? []).map(({ text, command }) => `${text} $ ${command ?? ""}`),
  };
}

for (const kind of FAILURE_KINDS.filter((each) => each !== "aborted" && each !== "other")) {
  test(`a failure of the kind ${kind} leads to the doctor, for the host and port that were called`, () => {
    assert.match(
      advise(kind).fixes.join("\n"),
      /\$ sandbox-errors doctor --base-url https:\/\/api\.example\.com:8443\b/,
    );
    const own = advise(kind, {}, "https://relay.an.dev/v1/x").fixes.join("\n");
    assert.match(own, /\$ sandbox-errors doctor(?:\n| --timeout|$)/);
  });
}

test("no advice on certificates asks the usual port where another was called", () => {
  for (const kind of ["tls_untrusted", "tls_expired", "tls_hostname"] as const)
    assert.doesNotMatch(advise(kind, { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }).fixes.join("\n"), /:443/);
});

for (const [phase, message, said, first] of [
  ["resolve", "no address of the name within 1 ms", /name service gave no address for api\.example\.com/, /nslookup/],
  ["tls", "no TLS handshake within 1 ms", /took the connection, and no TLS handshake/, /^Check scheme and port/],
  [
    "connect",
    "the proxy p:1 (HTTPS_PROXY) did not answer within 1 ms",
    /^A proxy took the connection/,
    /^Check that the proxy/,
  ],
  ["connect", "no connection within 1 ms", /^No connection to api\.example\.com:8443 came about/, /firewall/],
] as const) {
  test(`time that ran out says what was waited for: ${message}`, () => {
    const { explanation, fixes } = advise("timeout_connect", { phase, message });
    assert.match(explanation, said);
    assert.match(fixes[0] ?? "", first);
  });
}

for (const [code, said, first] of [
  [
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    /no common TLS version: Node takes/,
    /^Let api\.example\.com speak TLS 1\.2/,
  ],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", /speaks TLS and refused/, /^Compare the name/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /speaks plain HTTP where https was asked for\.$/, /^Check scheme and port/],
  ["EPROTO", /Usually the other side speaks plain HTTP/, /^Check scheme and port/],
] as const) {
  test(`a handshake that failed with ${code} says what that proves`, () => {
    const { explanation, fixes } = advise("tls_protocol", { code, phase: "tls" });
    assert.match(explanation, said);
    assert.match(fixes[0] ?? "", first);
  });
}

for (const [code, said, fix] of [
  [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    /signed itself/,
    /^If the server is yours, save its certificate .*-connect api\.example\.com:8443 /,
  ],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /leaves out an intermediate certificate/, /let it send the whole chain/],
  ["SELF_SIGNED_CERT_IN_CHAIN", /a company's proxy/, /^Get the root certificate of your company/],
] as const) {
  test(`a certificate that is refused with ${code} says what that proves`, () => {
    const { explanation, fixes } = advise("tls_untrusted", { code, phase: "tls" });
    assert.match(explanation, said);
    assert.ok(
      fixes.some((each) => fix.test(each)),
      fixes.join("\n"),
    );
  });
}

test("nobody is told to trust a certificate that signed itself for the API's own host", () => {
  const { fixes } = advise("tls_untrusted", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "https://relay.an.dev/v1/x");
  assert.doesNotMatch(fixes.join("\n"), /save its certificate/);
});

for (const [message, code, said, first] of [
  [
    "the proxy 10.0.0.1:3128 (https_proxy) asks for a user name and password: 407",
    "ERR_PROXY_AUTH_REQUESTED",
    /wants a login that it takes \(407\)/,
    /\$ export https_proxy=http:\/\/<user>:<password>@10\.0\.0\.1:3128$/,
  ],
  [
    "no connection to the proxy p:1 (HTTPS_PROXY): ECONNREFUSED",
    "ECONNREFUSED",
    /no connection to the proxy/,
    /^See which proxy/,
  ],
  [
    "the proxy p:1 (HTTPS_PROXY) refused a tunnel to a:443: 403",
    "ERR_TUNNEL_CONNECTION_FAILED",
    /refused it/,
    /^See which/,
  ],
] as const) {
  test(`a proxy says what it did: ${message}`, () => {
    const { explanation, fixes } = advise("proxy", { message, code, phase: "connect" });
    assert.match(explanation, said);
    assert.match(fixes[0] ?? "", first);
  });
}

test("a variable that names no proxy is quoted, for nothing was sent", () => {
  const [first] = diagnose({
    ...unanswered({ kind: "proxy" }),
    failure: {
      kind: "proxy",
      code: null,
      phase: null,
      message: "HTTP_PROXY holds no URL. Write it as http://host:port.",
    },
  });
  assert.match(first?.explanation ?? "", /HTTP_PROXY holds no URL\. Write it as .* Nothing was sent\.$/);
  assert.match(first?.fixes[0]?.command ?? "", /^export HTTP_PROXY=/);
});

test("a proxy's name is taken into a command only where it can stand there", () => {
  const message = "the proxy a$(reboot):1 (HTTPS_PROXY) asks for a user name and password: 407";
  assert.doesNotMatch(advise("proxy", { message, code: "ERR_PROXY_AUTH_REQUESTED" }).fixes.join("\n"), /reboot/);
});
