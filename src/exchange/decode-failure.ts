import type { Failure, FailureKind, Phase } from "./exchange.js";

/** Names that Node, its TLS, undici, curl and browsers give to failures, and what each means. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  EAI_NONAME: "dns",
  ENODATA: "dns",
  ESERVFAIL: "dns",
  ERR_NAME_NOT_RESOLVED: "dns",
  ERR_NAME_RESOLUTION_FAILED: "dns",
  ERR_DNS_TIMED_OUT: "dns",
  ERR_ICANN_NAME_COLLISION: "dns",
  NS_ERROR_UNKNOWN_HOST: "dns",
  ECONNREFUSED: "refused",
  ERR_CONNECTION_REFUSED: "refused",
  NS_ERROR_CONNECTION_REFUSED: "refused",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EHOSTDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ERR_INTERNET_DISCONNECTED: "unreachable",
  ERR_NETWORK_CHANGED: "unreachable",
  ERR_ADDRESS_UNREACHABLE: "unreachable",
  ERR_NETWORK_ACCESS_DENIED: "unreachable",
  NS_ERROR_OFFLINE: "unreachable",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  UND_ERR_SOCKET: "reset",
  ERR_STREAM_PREMATURE_CLOSE: "reset",
  ERR_CONNECTION_RESET: "reset",
  ERR_CONNECTION_CLOSED: "reset",
  ERR_CONNECTION_ABORTED: "reset",
  ERR_EMPTY_RESPONSE: "reset",
  ERR_INCOMPLETE_CHUNKED_ENCODING: "reset",
  ERR_CONTENT_LENGTH_MISMATCH: "reset",
  ERR_HTTP2_PROTOCOL_ERROR: "reset",
  ERR_QUIC_PROTOCOL_ERROR: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  NS_ERROR_NET_RESET: "reset",
  NS_ERROR_NET_INTERRUPT: "reset",
  NS_ERROR_NET_PARTIAL_TRANSFER: "reset",
  ETIMEDOUT: "timeout_connect",
  ERR_CONNECTION_TIMED_OUT: "timeout_connect",
  UND_ERR_CONNECT_TIMEOUT: "timeout_connect",
  NS_ERROR_NET_TIMEOUT: "timeout_connect",
  ERR_TIMED_OUT: "timeout_response",
  UND_ERR_HEADERS_TIMEOUT: "timeout_response",
  UND_ERR_BODY_TIMEOUT: "timeout_response",
  ESOCKETTIMEDOUT: "timeout_response",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "tls_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls_untrusted",
  CERT_UNTRUSTED: "tls_untrusted",
  CERT_SIGNATURE_FAILURE: "tls_untrusted",
  CERT_REVOKED: "tls_untrusted",
  INVALID_CA: "tls_untrusted",
  INVALID_PURPOSE: "tls_untrusted",
  CERT_REJECTED: "tls_untrusted",
  ERR_CERT_AUTHORITY_INVALID: "tls_untrusted",
  ERR_CERT_INVALID: "tls_untrusted",
  ERR_CERT_REVOKED: "tls_untrusted",
  ERR_CERT_WEAK_SIGNATURE_ALGORITHM: "tls_untrusted",
  ERR_CERTIFICATE_TRANSPARENCY_REQUIRED: "tls_untrusted",
  SEC_ERROR_UNKNOWN_ISSUER: "tls_untrusted",
  MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT: "tls_untrusted",
  CERT_HAS_EXPIRED: "tls_expired",
  CERT_NOT_YET_VALID: "tls_expired",
  ERR_CERT_DATE_INVALID: "tls_expired",
  SEC_ERROR_EXPIRED_CERTIFICATE: "tls_expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls_hostname",
  HOSTNAME_MISMATCH: "tls_hostname",
  ERR_CERT_COMMON_NAME_INVALID: "tls_hostname",
  SSL_ERROR_BAD_CERT_DOMAIN: "tls_hostname",
  ERR_SSL_WRONG_VERSION_NUMBER: "tls_protocol",
  ERR_SSL_PROTOCOL_ERROR: "tls_protocol",
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: "tls_protocol",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "tls_protocol",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "tls_protocol",
  ERR_SSL_HTTP_REQUEST: "tls_protocol",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "tls_protocol",
  SSL_ERROR_RX_RECORD_TOO_LONG: "tls_protocol",
  EPROTO: "tls_protocol",
  ERR_PROXY_CONNECTION_FAILED: "proxy",
  ERR_TUNNEL_CONNECTION_FAILED: "proxy",
  ERR_PROXY_AUTH_UNSUPPORTED: "proxy",
  ERR_PROXY_AUTH_REQUESTED: "proxy",
  ERR_PROXY_CERTIFICATE_INVALID: "proxy",
  ERR_SOCKS_CONNECTION_FAILED: "proxy",
  NS_ERROR_PROXY_CONNECTION_REFUSED: "proxy",
  NS_ERROR_UNKNOWN_PROXY_HOST: "proxy",
  ERR_INVALID_HTTP_RESPONSE: "invalid_response",
  ERR_RESPONSE_HEADERS_TRUNCATED: "invalid_response",
  ERR_RESPONSE_HEADERS_TOO_BIG: "invalid_response",
  ERR_CONTENT_DECODING_FAILED: "invalid_response",
  UND_ERR_HEADERS_OVERFLOW: "invalid_response",
  ERR_ABORTED: "aborted",
  ABORT_ERR: "aborted",
  UND_ERR_ABORTED: "aborted",
  NS_BINDING_ABORTED: "aborted",
};

/** curl's exit codes (`man curl`, EXIT CODES). */
const CURL_EXITS: Readonly<Record<string, FailureKind>> = {
  "5": "proxy",
  "6": "dns",
  "7": "refused",
  "18": "reset",
  "28": "timeout_response",
  "35": "tls_protocol",
  "51": "tls_hostname",
  "52": "reset",
  "56": "reset",
  "60": "tls_untrusted",
  "61": "invalid_response",
  "97": "proxy",
};

/** Words by which people and programs say it where they give no name; the first that fits decides. */
const PHRASES: readonly (readonly [RegExp, FailureKind])[] = [
  [/certificate (?:has expired|is not yet valid)|expired certificate/i, "tls_expired"],
  [
    /altname|certificate is valid for|does not match (?:certificate|target host|the host)|no alternative certificate subject|hostname.{0,40}mismatch/i,
    "tls_hostname",
  ],
  [
    /self[- ]signed certificate|unable to (?:get local issuer|verify the first) cert|certificate verify failed|unknown authority|SSL certificate problem/i,
    "tls_untrusted",
  ],
  [
    /wrong version number|look like a TLS handshake|packet length too long|tlsv1 alert|ssl handshake failure|handshake failed|before secure TLS connection was established/i,
    "tls_protocol",
  ],
  [
    /could not resolve proxy|proxy (?:connect|connection)|CONNECT tunnel failed|from proxy after CONNECT|tunneling socket/i,
    "proxy",
  ],
  [
    /could not resolve host|getaddrinfo|name or service not known|name not resolved|no such host|nodename nor servname/i,
    "dns",
  ],
  [
    /connection refused|failed to connect to .{0,200} port \d+.{0,80}(?:refused|couldn't connect|could not connect)/i,
    "refused",
  ],
  [/network is unreachable|no route to host|internet disconnected/i, "unreachable"],
  [
    /connect(?:ion)? timed? ?out|connect timeout|failed to connect to .{0,200} (?:timeout|timed out)|dial (?:tcp|udp).{0,200} i\/o timeout/i,
    "timeout_connect",
  ],
  [
    /headers timeout|body timeout|operation timed out|timed out|timeout was reached|i\/o timeout|deadline exceeded|the operation was aborted due to timeout/i,
    "timeout_response",
  ],
  [
    /socket hang up|remote end closed|server disconnected|broken pipe|unexpected EOF|connection reset|other side closed|empty reply|econnreset|premature close|transfer closed|recv failure|terminated/i,
    "reset",
  ],
  [/received http\/0\.9|parse error|not valid http|invalid http|malformed http/i, "invalid_response"],
];

/** The kind of failure that a name such as `ECONNREFUSED` or `net::ERR_CONNECTION_RESET` stands for, or undefined. */
export function classifyFailureCode(code: string): FailureKind | undefined {
  const name = code.replace(/^net::/, "").toUpperCase();
  if (Object.hasOwn(KINDS, name)) return KINDS[name];
  if (name.startsWith("HPE_")) return "invalid_response";
  if (name.startsWith("ERR_CERT_") || name.startsWith("CERT_")) return "tls_untrusted";
  if (name.startsWith("ERR_SSL_") || name.startsWith("SSL_ERROR_")) return "tls_protocol";
  return undefined;
}

/**
 * Reads a failure out of what a program printed: an error of Node or undici, a browser's `net::ERR_…`, curl's message.
 * Undefined where the text names none.
 */
export function decodeFailure(text: string): Failure | undefined {
  const shown = text.slice(0, 8192);
  const named = readNamedCode(shown);
  if (named !== undefined) {
    const kind = refineKind(named.kind, shown);
    return { kind, code: named.code, phase: phaseOf(kind, named.code, shown), message: shown.trim() };
  }
  const exit = /curl: \((\d{1,3})\)/.exec(shown)?.[1];
  const kind = readCurlKind(exit, shown) ?? PHRASES.find(([phrase]) => phrase.test(shown))?.[1];
  if (kind === undefined) return undefined;
  return {
    kind,
    code: exit === undefined ? null : `curl ${exit}`,
    phase: phaseOf(kind, "", shown),
    message: shown.trim(),
  };
}

function readNamedCode(text: string): { readonly code: string; readonly kind: FailureKind } | undefined {
  let general: { code: string; kind: FailureKind } | undefined;
  for (const [, code = ""] of text.matchAll(/\b((?:net::)?[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*)\b/g)) {
    const kind = code.length > 3 ? classifyFailureCode(code) : undefined;
    if (kind === undefined) continue;
    // UND_ERR_SOCKET and EPROTO often wrap a name that says more.
    if (code !== "UND_ERR_SOCKET" && code !== "EPROTO") return { code, kind };
    general ??= { code, kind };
  }
  return general;
}

function refineKind(kind: FailureKind, text: string): FailureKind {
  if (kind === "reset" && /before secure TLS connection was established/i.test(text)) return "tls_protocol";
  return kind;
}

function readCurlKind(exit: string | undefined, text: string): FailureKind | undefined {
  if (exit === undefined || !Object.hasOwn(CURL_EXITS, exit)) return undefined;
  if (exit === "7" && /unreachable|no route/i.test(text)) return "unreachable";
  if (exit === "28" && /connection timed out|failed to connect|connect timeout|resolving timed out/i.test(text))
    return "timeout_connect";
  if (exit === "56" && /\bproxy\b|\bCONNECT\b/.test(text)) return "proxy";
  if (exit === "60" && /expired/i.test(text)) return "tls_expired";
  if (exit === "60" && /subject name|does not match|altname/i.test(text)) return "tls_hostname";
  if (exit === "35" && /reset/i.test(text)) return "reset";
  return CURL_EXITS[exit];
}

function phaseOf(kind: FailureKind, code: string, text: string): Phase | null {
  if (kind === "dns") return "resolve";
  if (kind === "refused" || kind === "unreachable" || kind === "timeout_connect" || kind === "proxy") return "connect";
  if (kind.startsWith("tls_")) return "tls";
  if (code === "UND_ERR_BODY_TIMEOUT" || /chunked|content[_-]length|transfer closed|bytes received/i.test(text)) {
    return /with 0 (?:out of 0 )?bytes received/.test(text) ? "head" : "body";
  }
  return kind === "timeout_response" || kind === "reset" || kind === "invalid_response" ? "head" : null;
}
