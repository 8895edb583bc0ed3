/**
 * What a client says of an answer that it could not use, so that something did answer:
 * - `redirects`: it was sent on and on.
 * - `page`: where it wanted JSON there began a web page.
 * - `no_json`: there was something else, or nothing.
 * - `stream`: there was a stream of events, which it read as one JSON value.
 */
export type ClientReading = "redirects" | "page" | "no_json" | "stream";

/** As browsers, Node, node-fetch, Python, Go and curl word it. A server speaks of a request's body in other words. */
const READINGS: readonly (readonly [ClientReading, RegExp])[] = [
  [
    "redirects",
    /\btoo many redirects|TOO_MANY_REDIRECTS\b|redirect count exceeded|maximum \(\d{1,4}\) redirects|stopped after \d{1,3} redirects|exceeded maximum number of redirects/i,
  ],
  [
    "page",
    /\b(?:unexpected|unrecognized) (?:token|character):? ?['"`]?<|invalid character '<' looking for beginning of value/i,
  ],
  ["stream", /\bunexpected token:? ?['"`]?d['"`]?(?:,| in JSON at position 0)|\bunexpected token 'e', "event:/i],
  [
    "no_json",
    /\bExpecting value: line 1 column 1\b|JSON\.parse: unexpected character at line 1 column 1 |invalid json response body at/i,
  ],
];

/** What a client says of an answer that it could not use; undefined where its message is about something else. */
export function readClientReading(message: string): ClientReading | undefined {
  const words = message.slice(0, 4096);
  return READINGS.find(([, pattern]) => pattern.test(words))?.[0];
}
