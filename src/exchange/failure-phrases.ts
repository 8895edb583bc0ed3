import type { FailureKind } from "./exchange.js";

/**
 * Words by which people and programs say it where they give no name; the first that fits decides. Those of Python, Go,
 * Java, .NET, Ruby, Rust, Bun and Safari are as these print them.
 */
export const FAILURE_PHRASES: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /certificate (?:has expired|is not yet valid)|expired certificate|peer certificate: (?:Expired|NotValidYet)\b|\bNotTimeValid\b/i,
    "tls_expired",
  ],
  [
    /altname|certificate is valid for|does not match (?:certificate|target host|the host)|no alternative certificate subject|hostname.{0,40}mismatch|RemoteCertificateNameMismatch|peer certificate: NotValidForName|\bhostname .{1,253} not verified/i,
    "tls_hostname",
  ],
  [
    /self[- ]signed certificate|unable to (?:get local issuer|verify the first) cert|certificate verify failed|unknown authority|SSL certificate problem|PKIX path|valid certification path|\b(?:UntrustedRoot|PartialChain)\b|peer certificate: (?:UnknownIssuer|Revoked|BadSignature|Other)|the certificate for this server is invalid/i,
    "tls_untrusted",
  ],
  [
    /wrong version number|WRONG_VERSION_NUMBER|look like a TLS handshake|gave HTTP response to HTTPS client|packet length too long|tlsv1 alert|ssl handshake failure|handshake failed|before secure TLS connection was established|unrecognized SSL message|message of type InvalidContentType|determine the frame size|an SSL error has occurred/i,
    "tls_protocol",
  ],
  [
    /could not resolve proxy|proxy (?:connect|connection)\b|proxyconnect\b|CONNECT tunnel failed|from proxy after CONNECT|tunneling socket|when HTTP Tunneling|tunnel connection failed|(?:unable|failed|cannot) to connect to proxy|\bProxyError\b|\bproxy authentication required\b/i,
    "proxy",
  ],
  [
    /could not resolve host|getaddrinfo|name or service not known|name not resolved|no such host|nodename nor servname|UnknownHostException|server with the specified hostname could not be found|failed to lookup address|dns error|name resolution/i,
    "dns",
  ],
  [
    /connection refused|ConnectionRefused|actively refused|failed to connect to .{0,200} port \d+.{0,80}(?:refused|couldn't connect|could not connect)|could not connect to the server\.?$/i,
    "refused",
  ],
  [
    /network is unreachable|no route to host|internet disconnected|internet connection appears to be offline/i,
    "unreachable",
  ],
  [
    /connect(?:ion)? timed? ?out|connect ?timeout|OpenTimeout\b|TLS handshake timeout|failed to connect to .{0,200} (?:timeout|timed out)|dial (?:tcp|udp).{0,200} i\/o timeout|did not properly respond after a period of time|timeout awaiting '(?:lookup|connect|secureConnect)'/i,
    "timeout_connect",
  ],
  [
    /headers timeout|body timeout|operation timed out|timed out|timeout was reached|i\/o timeout|network timeout at|timeout awaiting '|ReadTimeout\b|deadline exceeded|timeout of \d{1,9} ?ms exceeded|configured HttpClient\.Timeout|aborted due to timeout/i,
    "timeout_response",
  ],
  [
    /received http\/0\.9|(?<!json )parse error|not valid http|invalid http|malformed http|illegal status line|BadStatusLine|invalid status line/i,
    "invalid_response",
  ],
  [
    /socket hang up|remote end closed|peer closed connection|server disconnected|broken pipe|unexpected EOF|connection (?:was )?reset|connection broken|IncompleteRead|IncompleteMessage|forcibly closed|other side closed|empty reply|econnreset|premature close|transfer closed|recv failure|send failure|network connection was lost|response ended prematurely|socket connection was closed|ConnectionClosed\b|connection closed before|parser received no bytes|end of file reached|response with \d{1,12} bytes missing|(?:^|": )EOF$|terminated/i,
    "reset",
  ],
  [
    /\bAbortError\b|operation was aborted|signal is aborted|user aborted a request|\bCanceledError\b|context canceled|request aborted/i,
    "aborted",
  ],
];
