import fc from "fast-check";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { type Exchange, textBody } from "../../src/exchange/exchange.js";

const EXAMPLES: readonly Exchange[] = ALL_CAUSES.flatMap(({ examples }) => examples.map(({ exchange }) => exchange));

/** Pieces of what really comes: bodies, messages, pages, streams, keys, and the characters that break readers. */
const PIECES: readonly string[] = [
  ...EXAMPLES.map(({ response }) => response?.body.text ?? "").filter((text) => text !== ""),
  ...[
    "{",
    "}",
    "[",
    "]",
    '"',
    ":",
    ",",
    "\\",
    "\\u0000",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\u202e",
    "null",
    "1e999",
    "-0",
  ],
  ...[
    '{"error":',
    '"code":',
    '"message":',
    '"status":429',
    '"retryAfter":',
    '"__proto__":{"code":"x"},',
    '"constructor":',
  ],
  ...["data: ", "\n\n", "\r\n\r\n", "event: error\n", "data: [DONE]\n\n", '{"type":"error","errorText":"'],
  ...[
    "<html>",
    "<!DOCTYPE html>",
    "<title>",
    "</title>",
    "<pre>Cannot GET /",
    "<script",
    "&#x110000;",
    "&amp;",
    "<",
    ">",
  ],
  ...["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/2 429\n", "Retry-After: 5\n", "> GET / HTTP/1.1\n", "< HTTP/1.1 500 X\n"],
  ...[
    "Bearer ",
    "21st_sk_",
    "0123456789abcdef",
    "an_t_eyJhbGciOiJIUzI1NiJ9.",
    "ECONNREFUSED",
    "curl: (28) ",
    "Request failed: 401",
  ],
  ...[
    "Failed query: select 1\nparams: ",
    'Sandbox "',
    '" not found',
    " is required",
    "sandbox_error: ",
    "(",
    ")",
    "a=",
    "  ",
    "é",
    "🚀",
  ],
];

/** Text of up to so many characters, mixed from pieces of real bodies, cut anywhere, and any characters. */
export function mixedText(longest: number): fc.Arbitrary<string> {
  const piece = fc
    .tuple(fc.constantFrom(...PIECES), fc.nat(400), fc.integer({ min: 1, max: 400 }))
    .map(([text, from, length]) => text.slice(from % text.length, (from % text.length) + length));
  const any = fc.string({ unit: "binary", maxLength: 40 });
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: piece }, { weight: 1, arbitrary: any }), { maxLength: 60 })
    .map((parts) => parts.join("").slice(0, longest));
}

const HEADER_NAMES = [
  "content-type",
  "retry-after",
  "date",
  "server",
  "x-powered-by",
  "ratelimit",
  "x-ratelimit-reset",
  "content-encoding",
  "location",
];
const HEADER_VALUES = [
  "application/json",
  "text/event-stream",
  "text/html",
  "application/problem+json",
  "5",
  "-1",
  "1e9",
  "soon",
  "cloudflare",
  "Express",
  "Sat, 20 Jun 2026 10:00:00 GMT",
  "t=5;r=0",
  "",
];

const headers = fc.array(
  fc.record({
    name: fc.constantFrom(...HEADER_NAMES, "authorization", "__proto__"),
    value: fc.oneof(fc.constantFrom(...HEADER_VALUES), mixedText(60)),
  }),
  { maxLength: 6 },
);

/** Any exchange: requests of the examples or none, any answer, any failure. */
export function anyExchange(longest = 4096): fc.Arbitrary<Exchange> {
  const url = fc.oneof(
    fc.constantFrom(...EXAMPLES.map(({ request }) => request?.url ?? null)),
    mixedText(120),
    fc.constant(null),
  );
  const request = fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE", "PATCH", "HEAD", "get", "", null),
    url,
    headers,
    body: fc.option(mixedText(longest).map((text) => textBody(text))),
  });
  const response = fc.record({
    status: fc.option(
      fc.constantFrom(
        200,
        201,
        204,
        301,
        400,
        401,
        402,
        403,
        404,
        408,
        409,
        413,
        418,
        422,
        429,
        431,
        500,
        502,
        503,
        504,
        529,
      ),
    ),
    headers,
    body: fc.tuple(mixedText(longest), fc.boolean()).map(([text, truncated]) => textBody(text, truncated)),
    headersKnown: fc.boolean(),
  });
  const failure = fc.record({
    kind: fc.constantFrom("dns", "reset", "timeout_response", "tls_hostname", "proxy", "other"),
    code: fc.option(fc.constantFrom("ECONNRESET", "X", "__proto__")),
    phase: fc.constantFrom("head", "body", null),
    message: mixedText(200),
  } as const);
  const known = fc.constantFrom(...EXAMPLES.map((exchange) => exchange.request));
  const time = fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 }));
  return fc.record({
    request: fc.oneof(request, known, fc.constant(null)),
    response: fc.option(response),
    failure: fc.option(failure, { freq: 4 }),
    sentAt: time,
    receivedAt: time,
  });
}
