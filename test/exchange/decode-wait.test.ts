import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeWait } from "../../src/exchange/decode-wait.js";
import type { Deviation } from "../../src/exchange/envelope.js";
import type { Exchange, Header } from "../../src/exchange/exchange.js";
import { textBody } from "../../src/exchange/exchange.js";
import { gatherFacts } from "../../src/exchange/gather-facts.js";
import type { Wait } from "../../src/exchange/wait.js";

const SERVER_NOW = Date.UTC(2026, 5, 20, 10);
const SKEWS_MS = [-3_600_000, 0, 3_600_000];
const LONGEST = 100 * 366 * 86_400;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function imf(ms: number): string {
  return new Date(ms).toUTCString();
}

function rfc850(ms: number): string {
  const date = new Date(ms);
  const [, day = "", month = "", year = "", time = ""] = /, (\d\d) (\w+) (\d{4}) (\S+)/.exec(imf(ms)) ?? [];
  return `${DAYS[date.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
}

function asctime(ms: number): string {
  const date = new Date(ms);
  const day = String(date.getUTCDate()).padStart(2, " ");
  return `${DAYS[date.getUTCDay()]?.slice(0, 3)} ${MONTHS[date.getUTCMonth()]} ${day} ${imf(ms).slice(17, 25)} ${date.getUTCFullYear()}`;
}

interface Value {
  /** As it stands in the body, and as a header (null: no header can hold it). */
  readonly body: unknown;
  readonly header: string | null;
  readonly seconds: number | null;
  readonly bodyDeviations: readonly Deviation[];
  readonly headerDeviations?: readonly Deviation[];
}

const VALUES: readonly Value[] = [
  { body: 0, header: "0", seconds: 0, bodyDeviations: [] },
  { body: 1, header: "1", seconds: 1, bodyDeviations: [] },
  { body: 60, header: "60", seconds: 60, bodyDeviations: [] },
  { body: 86_400, header: "86400", seconds: 86_400, bodyDeviations: [] },
  { body: 3_000_000, header: "3000000", seconds: 3_000_000, bodyDeviations: [] },
  { body: 0.1, header: "0.1", seconds: 1, bodyDeviations: ["retry_after_fractional"] },
  { body: 59.001, header: "59.001", seconds: 60, bodyDeviations: ["retry_after_fractional"] },
  { body: 1e300, header: "9".repeat(40), seconds: LONGEST, bodyDeviations: ["retry_after_out_of_range"] },
  { body: -1, header: "-1", seconds: null, bodyDeviations: ["retry_after_negative"] },
  { body: -0.5, header: "-0.5", seconds: null, bodyDeviations: ["retry_after_negative"] },
  { body: null, header: null, seconds: null, bodyDeviations: ["retry_after_not_a_number"] },
  { body: true, header: null, seconds: null, bodyDeviations: ["retry_after_not_a_number"] },
  { body: {}, header: null, seconds: null, bodyDeviations: ["retry_after_not_a_number"] },
  { body: [60], header: null, seconds: null, bodyDeviations: ["retry_after_not_a_number"] },
  ...["", "soon", "0x3c", "1e3", "60s", "Infinity", "60 seconds", "١٢"].map(
    (text): Value => ({
      body: text,
      header: text,
      seconds: null,
      bodyDeviations: ["retry_after_not_a_number"],
      headerDeviations: ["retry_after_header_invalid"],
    }),
  ),
];

const STATUSES = [400, 401, 403, 429, 500, 502, 503];

function exchangeOf(status: number | null, body: unknown, headers: readonly Header[], receivedAt: number): Exchange {
  return {
    request: null,
    response: { status, headers, body: textBody(JSON.stringify(body)), headersKnown: true },
    failure: null,
    sentAt: receivedAt - 100,
    receivedAt,
  };
}

function envelope(status: number, retryAfter?: unknown): object {
  const error = { code: "rate_limit_exceeded", message: "Too many requests", status };
  return { error: retryAfter === undefined ? error : { ...error, retryAfter } };
}

const DATE: Header = { name: "Date", value: imf(SERVER_NOW) };
const RETRY = "Retry-After";

/** Calls back for every status and every error of our clock, with the time at which the answer came by our clock. */
function everywhere(check: (status: number, receivedAt: number, name: string) => void): void {
  for (const status of STATUSES)
    for (const skew of SKEWS_MS) check(status, SERVER_NOW + skew, `status ${status}, clock off by ${skew / 1000} s`);
}

function waitOf(exchange: Exchange): Wait {
  return gatherFacts(exchange).wait;
}

for (const value of VALUES) {
  test(`the body's retryAfter ${JSON.stringify(value.body)} is ${value.seconds ?? "no"} s on every status and clock`, () => {
    everywhere((status, receivedAt, name) => {
      const wait = waitOf(exchangeOf(status, envelope(status, value.body), [DATE], receivedAt));
      const source = value.seconds === null ? null : "body";
      assert.deepEqual(wait, { seconds: value.seconds, source, deviations: value.bodyDeviations }, name);
    });
  });

  if (value.header === null) continue;
  const header = { name: RETRY, value: value.header };
  test(`the header Retry-After: ${value.header.slice(0, 20)} is ${value.seconds ?? "no"} s on every status and clock`, () => {
    everywhere((status, receivedAt, name) => {
      const wait = waitOf(exchangeOf(status, envelope(status), [DATE, header], receivedAt));
      const source = value.seconds === null ? null : "retry-after";
      const deviations = value.headerDeviations ?? value.bodyDeviations;
      assert.deepEqual(wait, { seconds: value.seconds, source, deviations }, name);
    });
  });
}

test("numbers written as text are obeyed, and noted", () => {
  for (const [text, seconds] of [
    ["60", 60],
    [" 7 ", 7],
    ["0", 0],
    ["1.5", 2],
  ] as const) {
    const wait = decodeWait({ retryAfter: text, headers: [], receivedAt: null });
    assert.deepEqual([wait.seconds, wait.source], [seconds, "body"], text);
    assert.ok(wait.deviations.includes("retry_after_is_text"), text);
  }
});

for (const [form, write] of Object.entries({ "IMF-fixdate": imf, "RFC 850": rfc850, asctime })) {
  test(`a Retry-After date in the ${form} form is measured against the answer's own Date`, () => {
    everywhere((status, receivedAt, name) => {
      for (const seconds of [0, 1, 90, 86_400]) {
        const headers = [DATE, { name: RETRY, value: write(SERVER_NOW + seconds * 1000) }];
        const wait = waitOf(exchangeOf(status, envelope(status), headers, receivedAt));
        assert.deepEqual(wait, { seconds, source: "retry-after", deviations: [] }, name);
      }
    });
  });
}

test("a Retry-After date without a Date is measured against the time of receipt, rounded up", () => {
  const headers = [{ name: RETRY, value: imf(SERVER_NOW + 60_000) }];
  assert.equal(decodeWait({ retryAfter: undefined, headers, receivedAt: SERVER_NOW }).seconds, 60);
  assert.equal(decodeWait({ retryAfter: undefined, headers, receivedAt: SERVER_NOW - 1 }).seconds, 61);
});

test("a Retry-After date that nothing can be measured against is no wait", () => {
  const headers = [{ name: RETRY, value: imf(SERVER_NOW) }];
  const wait = decodeWait({ retryAfter: undefined, headers, receivedAt: null });
  assert.deepEqual(wait, { seconds: null, source: null, deviations: ["retry_after_header_invalid"] });
});

test("a Retry-After date in the past means at once", () => {
  const headers = [DATE, { name: RETRY, value: imf(SERVER_NOW - 3_600_000) }];
  assert.equal(decodeWait({ retryAfter: undefined, headers, receivedAt: SERVER_NOW }).seconds, 0);
});

test("of body and header the longer wait counts, and a difference of more than a second is noted", () => {
  for (const [body, header, seconds, source, disagree] of [
    [60, 60, 60, "body", false],
    [60, 61, 61, "retry-after", false],
    [60, 30, 60, "body", true],
    [30, 60, 60, "retry-after", true],
    [0, 5, 5, "retry-after", true],
  ] as const) {
    const headers = [{ name: RETRY, value: String(header) }];
    const wait = decodeWait({ retryAfter: body, headers, receivedAt: null });
    const name = `body ${body}, header ${header}`;
    assert.deepEqual([wait.seconds, wait.source], [seconds, source], name);
    assert.equal(wait.deviations.includes("retry_after_disagrees"), disagree, name);
  }
});

test("a useless body leaves the header's wait, and the other way round", () => {
  const header = decodeWait({ retryAfter: "soon", headers: [{ name: RETRY, value: "9" }], receivedAt: null });
  assert.deepEqual(header, { seconds: 9, source: "retry-after", deviations: ["retry_after_not_a_number"] });
  const body = decodeWait({ retryAfter: 9, headers: [{ name: RETRY, value: "soon" }], receivedAt: null });
  assert.deepEqual(body, { seconds: 9, source: "body", deviations: ["retry_after_header_invalid"] });
});

test("of a Retry-After that stands there twice the longer counts", () => {
  const twice = [RETRY, RETRY.toLowerCase()].map((name, i) => ({ name, value: i === 0 ? "5" : "60" }));
  for (const headers of [twice, [...twice].reverse(), [{ name: RETRY, value: "5, 60" }]]) {
    assert.deepEqual(decodeWait({ retryAfter: undefined, headers, receivedAt: null }), {
      seconds: 60,
      source: "retry-after",
      deviations: [],
    });
  }
});

const RESETS: readonly (readonly [string, string, number | null])[] = [
  ["X-RateLimit-Reset", "30", 30],
  ["X-RateLimit-Reset", "0", 0],
  ["X-RateLimit-Reset", "0.2", 1],
  ["X-RateLimit-Reset", String(SERVER_NOW / 1000 + 45), 45],
  ["X-RateLimit-Reset", String(SERVER_NOW + 45_000), 45],
  ["X-RateLimit-Reset", String(SERVER_NOW + 44_001), 45],
  ["X-RateLimit-Reset", String(SERVER_NOW / 1000 - 45), 0],
  ["X-RateLimit-Reset", new Date(SERVER_NOW + 45_000).toISOString(), 45],
  ["X-RateLimit-Reset", imf(SERVER_NOW + 45_000), 45],
  ["X-Rate-Limit-Reset", "30", 30],
  ["RateLimit-Reset", "30", 30],
  ["RateLimit", '"default";r=0;t=30', 30],
  ["RateLimit", "limit=100, remaining=0, reset=30", 30],
  ["RateLimit", '"burst";r=0;t=5, "day";r=0;t=300', 300],
  ["RateLimit", '"burst";r=0;t=5, "day";r=77;t=300', 5],
  ["RateLimit", '"default";r=0', null],
  ["X-RateLimit-Reset", "-5", null],
  ["X-RateLimit-Reset", "", null],
  ["X-RateLimit-Reset", "soon", null],
  ["X-RateLimit-Reset", "0x1e", null],
];

for (const [name, text, seconds] of RESETS) {
  test(`${name}: ${text} is ${seconds ?? "no"} s where nothing else is given, on every clock`, () => {
    everywhere((status, receivedAt, where) => {
      const headers = [DATE, { name, value: text }];
      const wait = waitOf(exchangeOf(status, envelope(status), headers, receivedAt));
      assert.deepEqual(wait, { seconds, source: seconds === null ? null : "ratelimit", deviations: [] }, where);
    });
  });
}

test("a rate-limit window does not count where the answer itself says how long", () => {
  const reset = { name: "X-RateLimit-Reset", value: "300" };
  assert.equal(decodeWait({ retryAfter: 5, headers: [reset], receivedAt: null }).seconds, 5);
  const both = [reset, { name: RETRY, value: "7" }];
  assert.equal(decodeWait({ retryAfter: undefined, headers: both, receivedAt: null }).seconds, 7);
});

test("the wait is never earlier than what was asked for", () => {
  for (const asked of [0.001, 0.5, 1, 1.000001, 59.99, 3599.5]) {
    const body = decodeWait({ retryAfter: asked, headers: [], receivedAt: null }).seconds ?? -1;
    const header = decodeWait({
      retryAfter: undefined,
      headers: [{ name: RETRY, value: String(asked) }],
      receivedAt: null,
    }).seconds;
    assert.ok(body >= asked && body < asked + 1, String(asked));
    assert.equal(header, body);
  }
});

test("a good answer asks for no wait, whatever its headers say", () => {
  const headers = [DATE, { name: RETRY, value: "9" }, { name: "X-RateLimit-Reset", value: "60" }];
  for (const status of [200, 201, 204, 304]) {
    assert.equal(waitOf(exchangeOf(status, {}, headers, SERVER_NOW)).seconds, null, String(status));
  }
});

test("a 429 without any wait lacks its documented retryAfter, and other statuses lack nothing", () => {
  for (const status of STATUSES) {
    const facts = gatherFacts(exchangeOf(status, envelope(status), [], SERVER_NOW));
    assert.equal(facts.envelope.deviations.includes("retry_after_missing"), status === 429, String(status));
  }
});
