import assert from "node:assert/strict";
import { test } from "node:test";
import { classifyFailureCode, decodeFailure } from "../../src/exchange/decode-failure.js";
import { FAILURE_KINDS, type FailureKind } from "../../src/exchange/exchange.js";

/** Names of failures, by who gives them. */
const NAMES: Readonly<Record<string, Readonly<Partial<Record<FailureKind, readonly string[]>>>>> = {
  Node: {
    dns: ["ENOTFOUND", "EAI_AGAIN"],
    refused: ["ECONNREFUSED"],
    unreachable: ["ENETUNREACH", "EHOSTUNREACH", "ENETDOWN"],
    reset: ["ECONNRESET", "EPIPE", "ECONNABORTED", "ERR_STREAM_PREMATURE_CLOSE"],
    timeout_connect: ["ETIMEDOUT"],
    tls_untrusted: [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_REVOKED",
    ],
    tls_expired: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
    tls_hostname: ["ERR_TLS_CERT_ALTNAME_INVALID"],
    tls_protocol: ["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
    invalid_response: ["HPE_INVALID_CONSTANT", "HPE_HEADER_OVERFLOW"],
    aborted: ["ABORT_ERR"],
  },
  undici: {
    reset: ["UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"],
    timeout_connect: ["UND_ERR_CONNECT_TIMEOUT"],
    timeout_response: ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"],
    invalid_response: ["UND_ERR_HEADERS_OVERFLOW"],
    aborted: ["UND_ERR_ABORTED"],
  },
  Chrome: {
    dns: ["net::ERR_NAME_NOT_RESOLVED", "net::ERR_DNS_TIMED_OUT"],
    refused: ["net::ERR_CONNECTION_REFUSED"],
    unreachable: ["net::ERR_INTERNET_DISCONNECTED", "net::ERR_ADDRESS_UNREACHABLE", "net::ERR_NETWORK_CHANGED"],
    reset: [
      "net::ERR_CONNECTION_RESET",
      "net::ERR_EMPTY_RESPONSE",
      "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
      "net::ERR_HTTP2_PROTOCOL_ERROR",
    ],
    timeout_connect: ["net::ERR_CONNECTION_TIMED_OUT"],
    timeout_response: ["net::ERR_TIMED_OUT"],
    tls_untrusted: ["net::ERR_CERT_AUTHORITY_INVALID", "net::ERR_CERT_NO_REVOCATION_MECHANISM"],
    tls_expired: ["net::ERR_CERT_DATE_INVALID"],
    tls_hostname: ["net::ERR_CERT_COMMON_NAME_INVALID"],
    tls_protocol: ["net::ERR_SSL_PROTOCOL_ERROR", "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"],
    proxy: ["net::ERR_PROXY_CONNECTION_FAILED", "net::ERR_TUNNEL_CONNECTION_FAILED"],
    invalid_response: ["net::ERR_INVALID_HTTP_RESPONSE", "net::ERR_CONTENT_DECODING_FAILED"],
    aborted: ["net::ERR_ABORTED"],
  },
  Firefox: {
    dns: ["NS_ERROR_UNKNOWN_HOST"],
    refused: ["NS_ERROR_CONNECTION_REFUSED"],
    unreachable: ["NS_ERROR_OFFLINE"],
    reset: ["NS_ERROR_NET_RESET", "NS_ERROR_NET_INTERRUPT"],
    timeout_connect: ["NS_ERROR_NET_TIMEOUT"],
    tls_untrusted: ["SEC_ERROR_UNKNOWN_ISSUER", "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT"],
    tls_expired: ["SEC_ERROR_EXPIRED_CERTIFICATE"],
    tls_hostname: ["SSL_ERROR_BAD_CERT_DOMAIN"],
    tls_protocol: ["SSL_ERROR_RX_RECORD_TOO_LONG", "SSL_ERROR_NO_CYPHER_OVERLAP"],
    proxy: ["NS_ERROR_PROXY_CONNECTION_REFUSED", "NS_ERROR_UNKNOWN_PROXY_HOST"],
    aborted: ["NS_BINDING_ABORTED"],
  },
};

for (const [who, kinds] of Object.entries(NAMES)) {
  for (const [kind, names] of Object.entries(kinds)) {
    for (const name of names ?? []) {
      test(`${name} of ${who} is ${kind}, alone and within words`, () => {
        assert.equal(classifyFailureCode(name), kind);
        assert.equal(decodeFailure(name)?.kind, kind);
        const { kind: told, code } = decodeFailure(`Error: request failed (${name}), giving up`) ?? {};
        assert.deepEqual([told, code], [kind, name]);
      });
    }
  }
}

test("every kind of failure but other has a name", () => {
  const named = new Set(Object.values(NAMES).flatMap((kinds) => Object.keys(kinds)));
  assert.deepEqual(
    FAILURE_KINDS.filter((kind) => !named.has(kind)),
    ["other"],
  );
});

const PRINTED: readonly (readonly [string, FailureKind])[] = [
  ["TypeError: fetch failed\n  [cause]: Error: getaddrinfo ENOTFOUND relay.an.dev\n    errno: -3008", "dns"],
  ["TypeError: fetch failed\n  [cause]: AggregateError [ECONNREFUSED]:", "refused"],
  ["Error: connect ECONNREFUSED 127.0.0.1:3009\n    at TCPConnectWrap.afterConnect", "refused"],
  [
    "TypeError: fetch failed { cause: ConnectTimeoutError: Connect Timeout Error (attempted address: x:443, timeout: 10000ms) }",
    "timeout_connect",
  ],
  ["HeadersTimeoutError: Headers Timeout Error", "timeout_response"],
  ["SocketError: other side closed", "reset"],
  ["TypeError: terminated", "reset"],
  ["Error: socket hang up", "reset"],
  ["Error: Client network socket disconnected before secure TLS connection was established ECONNRESET", "tls_protocol"],
  ["Error: self-signed certificate in certificate chain", "tls_untrusted"],
  ["Error: unable to verify the first certificate", "tls_untrusted"],
  ["Hostname/IP does not match certificate's altnames: Host: a. is not in the cert's altnames: DNS:b", "tls_hostname"],
  ["Error: write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:", "tls_protocol"],
  ["curl: (5) Could not resolve proxy: proxy.example", "proxy"],
  ["curl: (6) Could not resolve host: relay.an.dev", "dns"],
  ["curl: (7) Failed to connect to 127.0.0.1 port 3009 after 0 ms: Connection refused", "refused"],
  ["curl: (7) Failed to connect to relay.an.dev port 443 after 3 ms: Couldn't connect to server", "refused"],
  ["curl: (7) Couldn't connect to server: Network is unreachable", "unreachable"],
  ["curl: (7) Failed to connect to 10.0.0.1 port 443: No route to host", "unreachable"],
  ["curl: (18) transfer closed with outstanding read data remaining", "reset"],
  ["curl: (28) Failed to connect to relay.an.dev port 443 after 5001 ms: Connection timed out", "timeout_connect"],
  ["curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received", "timeout_response"],
  ["curl: (28) Resolving timed out after 5000 milliseconds", "timeout_connect"],
  ["curl: (35) error:0A00010B:SSL routines::wrong version number", "tls_protocol"],
  ["curl: (35) Recv failure: Connection reset by peer", "reset"],
  ["curl: (52) Empty reply from server", "reset"],
  ["curl: (56) Recv failure: Connection reset by peer", "reset"],
  ["curl: (56) CONNECT tunnel failed, response 407", "proxy"],
  ["curl: (56) Received HTTP code 407 from proxy after CONNECT", "proxy"],
  ["curl: (60) SSL certificate problem: unable to get local issuer certificate", "tls_untrusted"],
  ["curl: (60) SSL certificate problem: certificate has expired", "tls_expired"],
  ["curl: (60) SSL: no alternative certificate subject name matches target host name 'a'", "tls_hostname"],
  ["curl: (1) Received HTTP/0.9 when not allowed", "invalid_response"],
  ["requests.exceptions.ConnectionError: [Errno 111] Connection refused", "refused"],
  ["socket.gaierror: [Errno -2] Name or service not known", "dns"],
  [
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired",
    "tls_expired",
  ],
  ["httpx.ConnectTimeout: timed out while connecting, connect timeout", "timeout_connect"],
  ["httpx.ReadTimeout: The read operation timed out", "timeout_response"],
  ["http.client.RemoteDisconnected: Remote end closed connection without response", "reset"],
  ["dial tcp: lookup relay.an.dev: no such host", "dns"],
  ["dial tcp 127.0.0.1:3009: connect: connection refused", "refused"],
  ["dial tcp 10.0.0.1:443: i/o timeout", "timeout_connect"],
  ["x509: certificate signed by unknown authority", "tls_untrusted"],
  ["x509: certificate is valid for a, not b", "tls_hostname"],
  ["x509: certificate has expired or is not yet valid", "tls_expired"],
  ["tls: first record does not look like a TLS handshake", "tls_protocol"],
  ["context deadline exceeded (Client.Timeout exceeded while awaiting headers)", "timeout_response"],
  ["read tcp 1.2.3.4:5->6.7.8.9:443: read: connection reset by peer", "reset"],
  ['malformed HTTP response "SSH-2.0-OpenSSH_9.6"', "invalid_response"],
];

for (const [text, kind] of PRINTED) {
  test(`${JSON.stringify(text.slice(0, 90))} is ${kind}`, () => assert.equal(decodeFailure(text)?.kind, kind));
}

const HARMLESS = [
  "",
  "Invalid API key",
  "sandboxId is required",
  "GET /v1/sandboxes HTTP",
  "Sandbox not found",
  "OK",
  "An ERROR occurred",
  "HTTP 429 TOO MANY REQUESTS",
];

for (const text of HARMLESS) {
  test(`${JSON.stringify(text)} names no failure`, () => assert.equal(decodeFailure(text), undefined));
}

test("a name of the prototype is no failure", () => {
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    assert.equal(classifyFailureCode(name), undefined, name);
  }
});

test("the phase is told where the failure shows it", () => {
  assert.equal(decodeFailure("getaddrinfo ENOTFOUND x")?.phase, "resolve");
  assert.equal(decodeFailure("connect ECONNREFUSED x")?.phase, "connect");
  assert.equal(decodeFailure("CERT_HAS_EXPIRED")?.phase, "tls");
  assert.equal(decodeFailure("UND_ERR_BODY_TIMEOUT")?.phase, "body");
  assert.equal(decodeFailure("curl: (28) Operation timed out with 0 bytes received")?.phase, "head");
  assert.equal(decodeFailure("curl: (28) Operation timed out with 512 out of 900 bytes received")?.phase, "body");
});
