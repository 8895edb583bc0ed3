/**
 * What a client refused to build into a request, so that nothing was ever sent:
 * - `url`: no URL, or one without a scheme.
 * - `header_value`, `header_name`: text that no header may hold.
 * - `method`, `path`: characters that no request line may hold.
 * - `body`: a body where the method takes none.
 */
export type ClientRefusal = "url" | "header_value" | "header_name" | "method" | "path" | "body";

/** As fetch, Node, undici, axios, curl, Python (requests, httpx, http.client), Go and Rust word it. */
const REFUSALS: readonly (readonly [ClientRefusal, RegExp])[] = [
  [
    "header_name",
    /is an invalid header name|header name must be a valid HTTP token|invalid (?:HTTP )?header (?:field )?name|illegal header name/i,
  ],
  [
    "header_value",
    /\bto a ByteString\b|(?:latin-1|ascii)' codec can't encode character|invalid character in header content|is an invalid header value|invalid header (?:field )?value|illegal header value|\bERR_INVALID_CHAR\b/i,
  ],
  [
    "method",
    /is not a valid HTTP method|method must be a valid HTTP token|HTTP method is unsupported|: invalid method "/i,
  ],
  [
    "path",
    /\bERR_UNESCAPED_CHARACTERS\b|path contains unescaped characters|URL can't contain control characters|invalid control character in URL/i,
  ],
  ["body", /GET\/HEAD method cannot have body|cannot have (?:a )?body for (?:GET|HEAD)/i],
  [
    "url",
    /failed to parse URL\b|\bERR_INVALID_(?:URL|PROTOCOL)\b|\bInvalid URL\b|\bNo scheme supplied\b|missing an? 'http:\/\/' or 'https:\/\/' protocol|unsupported protocol scheme|relative URL without a base|\bunknown scheme\b|only (?:absolute URLs|HTTP\(S\) protocols) are supported|protocol "[^"]{0,40}" not supported|\bURL rejected\b|URL using bad\/illegal format|no host part in the URL|missing protocol scheme/i,
  ],
];

/** What a client refused to build, by its message; undefined where the message is about something else. */
export function readClientRefusal(message: string): ClientRefusal | undefined {
  const words = message.slice(0, 4096);
  return REFUSALS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Words of browsers and SDKs that hide every reason: a script is not told why there is no answer. */
const WITHHELD =
  /^(?:uncaught )?(?:\(in promise\) )?(?:\w{0,40}error: )?(?:failed to fetch|load failed|network ?error|network request failed|networkerror when attempting to fetch resource|connection error)(?: \([\w.-]{1,253}\))?\.?$|^(?:uncaught )?(?:\(in promise\) )?TypeError: fetch failed\.?$|\bnet::ERR_FAILED\b/i;

/** True for a message by which a browser, or a client that drops the cause, says no more than that there is no answer. */
export function withholdsReason(message: string): boolean {
  return WITHHELD.test(message.slice(0, 400).trim());
}

/** The value that a client quotes while it refuses a header; undefined where it quotes none. Holds the secret itself: never show it. */
export function readQuotedHeader(message: string): string | undefined {
  const words = message.slice(0, 20_000);
  const end = /["'`] is an invalid header value/.exec(words)?.index;
  if (end !== undefined) return readBetween(words.slice(0, end + 1));
  const start = /(?:illegal|invalid) header (?:field )?value:? b?(?=["'`])/i.exec(words);
  return start === null ? undefined : readBetween(words.slice(start.index + start[0].length));
}

/** What stands between the first and the last quotation mark of a kind: the value may hold the other kinds. */
function readBetween(words: string): string | undefined {
  const first = /["'`]/.exec(words);
  if (first === null) return undefined;
  const last = words.lastIndexOf(first[0]);
  return last > first.index ? words.slice(first.index + 1, last) : undefined;
}

/** The name of the header that a client refuses, as it spells it; undefined where it names none. */
export function readRefusedHeaderName(message: string): string | undefined {
  const words = message.slice(-400);
  return (
    /\["([\w-]{1,80})"\]/.exec(words)?.[1] ??
    /\b(?:for|of) (?:key |header )?["']?([A-Za-z][\w-]{0,79})["']?\s*$/.exec(words)?.[1]
  );
}
