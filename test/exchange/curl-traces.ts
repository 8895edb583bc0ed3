/** A key of the right form that no server ever issued. */
export const TRACE_KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

/** The body of the answer in the traces. */
export const TRACE_BODY =
  '{"error":{"code":"rate_limit_exceeded","message":"Too many requests. Please retry after 3 seconds.","status":429,"retryAfter":3}}';

/** What curl 7.88 prints into a file (`2>&1`): rows of its progress meter stand before and behind anything. */
export const INTO_A_FILE = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 127.0.0.1:4100...
* Connected to 127.0.0.1 (127.0.0.1) port 4100 (#0)
> GET /v1/sandboxes/11111111-1111-4111-8111-111111111111 HTTP/1.1\r
> Host: 127.0.0.1:4100\r
> User-Agent: curl/7.88.1\r
> Accept: */*\r
> Authorization: Bearer ${TRACE_KEY}\r
> \r
< HTTP/1.1 429 Too Many Requests\r
< Content-Type: application/json; charset=utf-8\r
< Content-Length: 129\r
< Date: Mon, 23 Nov 2026 06:00:15 GMT\r
< \r
{ [129 bytes data]
\r100   129  100   129    0     0  44807      0 --:--:-- --:--:-- --:--:-- 64500
* Connection #0 to host 127.0.0.1 left intact
${TRACE_BODY}`;

/** The same on a terminal, copied with the command before it; the body has no line break of its own. */
export const ON_A_TERMINAL = `$ curl -v http://127.0.0.1:4100/v1/sandboxes/1
*   Trying 127.0.0.1:4100...
* Connected to 127.0.0.1 (127.0.0.1) port 4100 (#0)
> GET /v1/sandboxes/1 HTTP/1.1
> Host: 127.0.0.1:4100
> Authorization: Bearer ${TRACE_KEY}
>
< HTTP/1.1 429 Too Many Requests
< Content-Type: application/json; charset=utf-8
< Content-Length: 129
<
${TRACE_BODY}* Connection #0 to host 127.0.0.1 left intact
`;

/** With \`-i\` on a terminal every line of the head stands there twice, once in bold. */
export const WITH_HEADERS = `* Connected to 127.0.0.1 (127.0.0.1) port 4100 (#0)
> GET /v1/sandboxes/1 HTTP/1.1
> Host: 127.0.0.1:4100
>
< HTTP/1.1 429 Too Many Requests
HTTP/1.1 429 Too Many Requests
< Content-Type: application/json; charset=utf-8
\u001b[1mContent-Type\u001b[0m: application/json; charset=utf-8

<
* Connection #0 to host 127.0.0.1 left intact
${TRACE_BODY}
`;

/** HTTP/2 with a posted body, as curl 7.88 shows it. */
export const HTTP2 = `*   Trying 127.0.0.1:4443...
* Connected to localhost (127.0.0.1) port 4443 (#0)
* ALPN: offers h2,http/1.1
} [5 bytes data]
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
} [512 bytes data]
* TLSv1.3 (IN), TLS handshake, Server hello (2):
{ [122 bytes data]
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
* ALPN: server accepted h2
* Server certificate:
*  subject: CN=localhost
*  expire date: Dec 23 06:00:12 2026 GMT
*  SSL certificate verify result: self-signed certificate (18), continuing anyway.
} [5 bytes data]
* using HTTP/2
* h2h3 [:method: POST]
* h2h3 [authorization: Bearer ${TRACE_KEY}]
* Using Stream ID: 1 (easy handle 0x56428d4982b0)
} [5 bytes data]
> POST /v1/sandboxes HTTP/2
> Host: localhost:4443
> authorization: Bearer ${TRACE_KEY}
> content-type: application/json
> content-length: 13
>
} [5 bytes data]
* We are completely uploaded and fine
{ [5 bytes data]
* old SSL session ID is stale, removing
< HTTP/2 429
< content-type: application/json; charset=utf-8
< date: Mon, 23 Nov 2026 06:00:15 GMT
<
{ [131 bytes data]
* Connection #0 to host localhost left intact
${TRACE_BODY}`;

/** HTTP/2 as curl 8 shows it, the credential masked before it was handed on. */
export const MASKED = `* Host relay.an.dev:443 was resolved.
* IPv6: (none)
* IPv4: 203.0.113.7
*   Trying 203.0.113.7:443...
* ALPN: curl offers h2,http/1.1
* TLSv1.3 (OUT), TLS handshake, Client hello (1):
* SSL connection using TLSv1.3 / TLS_AES_128_GCM_SHA256 / x25519 / RSASSA-PSS
* Connected to relay.an.dev (203.0.113.7) port 443
* using HTTP/2
* [HTTP/2] [1] OPENED stream for https://relay.an.dev/v1/sandboxes/1
* [HTTP/2] [1] [:method: GET]
* [HTTP/2] [1] [authorization: Bearer <redacted>]
> GET /v1/sandboxes/1 HTTP/2
> Host: relay.an.dev
> User-Agent: curl/8.14.1
> Accept: */*
> Authorization: Bearer <redacted>
>
* Request completely sent off
< HTTP/2 401
< content-type: application/json; charset=utf-8
<
* Connection #0 to host relay.an.dev left intact
{"error":{"code":"unauthorized","message":"Invalid or missing API key","status":401}}`;

/** Through a proxy: its CONNECT and its answer come first. */
export const THROUGH_A_PROXY = `*   Trying 127.0.0.1:4006...
* Connected to 127.0.0.1 (127.0.0.1) port 4006 (#0)
* Establish HTTP proxy tunnel to localhost:4443
> CONNECT localhost:4443 HTTP/1.1
> Host: localhost:4443
> Proxy-Connection: Keep-Alive
>
< HTTP/1.1 200 Connection established
<
* CONNECT tunnel established, response 200
* ALPN: offers h2,http/1.1
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
> GET /v1/sandboxes/1 HTTP/2
> Host: localhost:4443
>
< HTTP/2 429
< content-type: application/json
<
${TRACE_BODY}* Connection #0 to host 127.0.0.1 left intact
`;

/** A proxy that refused. */
export const REFUSED_BY_A_PROXY = `*   Trying 127.0.0.1:4006...
> CONNECT localhost:4444 HTTP/1.1
> Host: localhost:4444
>
< HTTP/1.1 407 Proxy Authentication Required
< Proxy-Authenticate: Basic
<
* CONNECT tunnel failed, response 407
* Closing connection 0
curl: (56) CONNECT tunnel failed, response 407
`;

/** Two requests of one command. */
export const TWO_REQUESTS = `* Connected to 127.0.0.1 (127.0.0.1) port 4100 (#0)
> GET /v1/a HTTP/1.1
> Host: 127.0.0.1:4100
>
< HTTP/1.1 404 Not Found
< Content-Type: application/json
<
{ [77 bytes data]
* Connection #0 to host 127.0.0.1 left intact
{"error":{"code":"not_found","message":"No endpoint GET /v1/a","status":404}}* Found bundle for host: 0x559551dc8cb0 [serially]
* Re-using existing connection #0 with host 127.0.0.1
> GET /v1/b HTTP/1.1
> Host: 127.0.0.1:4100
>
< HTTP/1.1 429 Too Many Requests
< Content-Type: application/json
<
${TRACE_BODY}* Connection #0 to host 127.0.0.1 left intact
`;

/** The answer broke off. */
export const CUT = `* Connected to 127.0.0.1 (127.0.0.1) port 4002 (#0)
> GET /v1/sandboxes/1 HTTP/1.1
> Host: 127.0.0.1:4002
>
< HTTP/1.1 500 Internal Server Error
< Content-Type: application/json
< Content-Length: 500
<
* transfer closed with 475 bytes remaining to read
* Closing connection 0
{"error":{"code":"internacurl: (18) transfer closed with 475 bytes remaining to read
`;

/** With \`-f\` (or \`-o file\`) the body is not to be seen. */
export const WITHOUT_BODY = `* Connected to 127.0.0.1 (127.0.0.1) port 4100 (#0)
> GET /v1/sandboxes/1 HTTP/1.1
> Host: 127.0.0.1:4100
> Authorization: Bearer ${TRACE_KEY}
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json; charset=utf-8
< Content-Length: 85
* The requested URL returned error: 401
\r  0    85    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0
* Closing connection 0
curl: (22) The requested URL returned error: 401
`;

const METER = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;

/** Traces of requests to which no answer came, by the cause that each shows. */
export const UNANSWERED: readonly (readonly [string, string])[] = [
  [
    "network.dns",
    `${METER}* Could not resolve host: relay.an.invalid\n* Closing connection 0\ncurl: (6) Could not resolve host: relay.an.invalid\n`,
  ],
  // Under -s curl keeps its last words to itself.
  ["network.dns", "* Could not resolve host: relay.an.invalid\n* Closing connection 0\n"],
  [
    "network.refused",
    `${METER}*   Trying 127.0.0.1:4999...\n* connect to 127.0.0.1 port 4999 failed: Connection refused\n* Failed to connect to 127.0.0.1 port 4999 after 0 ms: Couldn't connect to server\n* Closing connection 0\ncurl: (7) Failed to connect to 127.0.0.1 port 4999 after 0 ms: Couldn't connect to server\n`,
  ],
  [
    "network.refused",
    "*   Trying 127.0.0.1:4999...\n* connect to 127.0.0.1 port 4999 failed: Connection refused\n* Closing connection 0\n",
  ],
  [
    "network.reset",
    "* Connected to 127.0.0.1 (127.0.0.1) port 4001 (#0)\n> GET /v1 HTTP/1.1\n> Host: 127.0.0.1:4001\n>\n* Empty reply from server\n* Closing connection 0\ncurl: (52) Empty reply from server\n",
  ],
  [
    "network.reset",
    "* Connected to 127.0.0.1 (127.0.0.1) port 4003 (#0)\n> GET /v1 HTTP/1.1\n> Host: 127.0.0.1:4003\n>\n* Recv failure: Connection reset by peer\n* Closing connection 0\ncurl: (56) Recv failure: Connection reset by peer\n",
  ],
  [
    "network.timeout_response",
    `* Connected to 127.0.0.1 (127.0.0.1) port 4004 (#0)\n> GET /v1 HTTP/1.1\n> Host: 127.0.0.1:4004\n>\n\r  0     0    0     0    0     0      0      0 --:--:--  0:00:01 --:--:--     0\r  0     0    0     0    0     0      0      0 --:--:--  0:00:02 --:--:--     0* Operation timed out after 3001 milliseconds with 0 bytes received\n* Closing connection 0\ncurl: (28) Operation timed out after 3001 milliseconds with 0 bytes received\n`,
  ],
  [
    "network.tls_protocol",
    "*   Trying 127.0.0.1:4100...\n* ALPN: offers h2,http/1.1\n} [5 bytes data]\n* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n* OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number\n* Closing connection 0\ncurl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number\n",
  ],
  [
    "network.tls_untrusted",
    `*   Trying 127.0.0.1:4443...\n* TLSv1.3 (OUT), TLS alert, unknown CA (560):\n} [2 bytes data]\n* SSL certificate problem: self-signed certificate\n* Closing connection 0\ncurl: (60) SSL certificate problem: self-signed certificate\nMore details here: https://curl.se/docs/sslcerts.html\n\ncurl failed to verify the legitimacy of the server and therefore could not\nestablish a secure connection to it. To learn more about this situation and\nhow to fix it, please visit the web page mentioned above.\n`,
  ],
  [
    "network.tls_hostname",
    "*   Trying 127.0.0.1:4443...\n* SSL: no alternative certificate subject name matches target host name '127.0.0.1'\n* Closing connection 0\ncurl: (60) SSL: no alternative certificate subject name matches target host name '127.0.0.1'\n",
  ],
  [
    "network.invalid_response",
    "* Connected to 127.0.0.1 (127.0.0.1) port 4005 (#0)\n> GET /v1 HTTP/1.1\n> Host: 127.0.0.1:4005\n>\n* Received HTTP/0.9 when not allowed\n* Closing connection 0\ncurl: (1) Received HTTP/0.9 when not allowed\n",
  ],
  ["network.proxy", REFUSED_BY_A_PROXY],
];
