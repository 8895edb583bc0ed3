import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readHar } from "../../src/exchange/read-har.js";

function harOf(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: "1.2", creator: { name: "t", version: "1" }, entries } });
}

function readOne(entry: unknown): Exchange {
  const [exchange] = readHar(harOf(entry)) ?? [];
  assert.ok(exchange !== undefined);
  return exchange;
}

const REQUEST = {
  method: "POST",
  url: "https://relay.an.dev/v1/sandboxes?x=1",
  headers: [{ name: "Accept", value: "*/*" }],
  bodySize: 2,
  postData: { mimeType: "application/json", text: "{}" },
};
const RESPONSE = {
  status: 401,
  statusText: "Unauthorized",
  headers: [{ name: "Date", value: "x" }],
  content: { size: 5, mimeType: "application/json", text: '{"a"}' },
};
const ENTRY = { startedDateTime: "2026-06-20T12:00:00.000+02:00", time: 250.5, request: REQUEST, response: RESPONSE };

test("an entry is read whole", () => {
  const sentAt = Date.UTC(2026, 5, 20, 10);
  assert.deepEqual(readOne(ENTRY), {
    request: {
      method: "POST",
      url: "https://relay.an.dev/v1/sandboxes?x=1",
      headers: [{ name: "Accept", value: "*/*" }],
      body: { text: "{}", base64: null, bytes: 2, truncated: false },
    },
    response: {
      status: 401,
      headers: [{ name: "Date", value: "x" }],
      body: { text: '{"a"}', base64: null, bytes: 5, truncated: false },
      headersKnown: true,
    },
    failure: null,
    sentAt,
    receivedAt: sentAt + 250.5,
  });
});

test("entries keep their order, and a byte order mark does no harm", () => {
  const urls = (readHar(`\uFEFF${harOf({ request: { url: "/a" } }, { request: { url: "/b" } })}`) ?? []).map(
    ({ request }) => request?.url,
  );
  assert.deepEqual(urls, ["/a", "/b"]);
  assert.deepEqual(readHar(harOf()), []);
});

for (const text of ["", "{", "[]", "{}", '{"log":{}}', '{"log":{"entries":{}}}', '{"log":null}', "null"]) {
  test(`${JSON.stringify(text)} is no HAR`, () => assert.equal(readHar(text), undefined));
}

test("entries of any shape are read: what is missing is unknown", () => {
  const odd = [
    null,
    7,
    "x",
    [],
    {},
    { request: null, response: [] },
    { request: { headers: [null, {}, { name: 1 }] } },
  ];
  const exchanges = readHar(harOf(...odd)) ?? [];
  assert.equal(exchanges.length, odd.length);
  for (const exchange of exchanges) {
    assert.deepEqual([exchange.request?.method, exchange.request?.headers, exchange.response], [null, [], null]);
    assert.notEqual(exchange.failure, null);
  }
});

test("a body in base64 is text where it is UTF-8, and stays base64 where it is not", () => {
  const content = (bytes: Uint8Array) => ({ encoding: "base64", text: Buffer.from(bytes).toString("base64") });
  const text = readOne({ ...ENTRY, response: { ...RESPONSE, content: content(Buffer.from("größe")) } });
  assert.deepEqual([text.response?.body.text, text.response?.body.base64], ["größe", null]);
  const binary = readOne({ ...ENTRY, response: { ...RESPONSE, content: content(Uint8Array.of(255, 254, 1)) } });
  assert.deepEqual(
    [binary.response?.body.text, binary.response?.body.base64, binary.response?.body.bytes],
    ["", "//4B", 3],
  );
});

test("a request whose body was not recorded has an unknown one, and one without a body an empty one", () => {
  const { postData: _, ...bare } = REQUEST;
  assert.equal(readOne({ ...ENTRY, request: bare }).request?.body, null);
  assert.equal(readOne({ ...ENTRY, request: { ...bare, bodySize: 0 } }).request?.body?.bytes, 0);
});

const FAILURES: readonly (readonly [string, object, string])[] = [
  ["Chrome's _error in the response", { response: { status: 0, _error: "net::ERR_NAME_NOT_RESOLVED" } }, "dns"],
  ["an _error in the entry", { response: { status: 0 }, _error: "net::ERR_CONNECTION_REFUSED" }, "refused"],
  ["a comment", { response: { status: 0, comment: "connect ECONNREFUSED 127.0.0.1:3009" } }, "refused"],
  ["a status text", { response: { status: 0, statusText: "NS_ERROR_UNKNOWN_HOST" } }, "dns"],
  ["a long wait", { time: 30_000, response: { status: 0 } }, "timeout_response"],
  ["a wait in the timings", { time: 5, timings: { wait: 60_000 }, response: { status: 0 } }, "timeout_response"],
  ["a connection that ended at once", { time: 3, response: { status: 0 } }, "reset"],
];

for (const [name, members, kind] of FAILURES) {
  test(`a failure is read from ${name}`, () => {
    const { response, failure } = readOne({ ...ENTRY, ...members });
    assert.deepEqual([response, failure?.kind], [null, kind]);
  });
}

test("the words of an answer are no failure", () => {
  for (const statusText of ["Gateway Timeout", "Connection refused by upstream", "Terminated"]) {
    assert.equal(readOne({ ...ENTRY, response: { ...RESPONSE, statusText } }).failure, null, statusText);
  }
});

test("a time that is none is unknown", () => {
  const { sentAt, receivedAt } = readOne({ ...ENTRY, startedDateTime: "yesterday" });
  assert.deepEqual([sentAt, receivedAt], [null, null]);
});

test("members that look like ours are looked up as own members only", () => {
  const text = harOf(ENTRY).replace('"status":401', '"__proto__":{"status":200}');
  assert.equal(readHar(text)?.[0]?.response, null);
});

test("a body that the browser did not keep is unknown, not empty, and nothing is concluded from it", () => {
  const unseen = { status: 200, headers: [], content: { size: 812, mimeType: "text/event-stream" } };
  const exchange = readOne({
    ...ENTRY,
    request: { ...REQUEST, url: "https://relay.an.dev/v1/chat/a" },
    response: unseen,
  });
  assert.deepEqual(exchange.response?.body, { text: "", base64: null, bytes: 812, truncated: true });
  assert.deepEqual(diagnose(exchange), []);
});

test("an error of the client beside an answer is kept, and its words in other places are not", () => {
  const told = { ...RESPONSE, _error: "TypeError: terminated [cause: UND_ERR_SOCKET other side closed]" };
  const { response, failure } = readOne({ ...ENTRY, response: told });
  assert.deepEqual([failure?.kind, failure?.phase, response?.body.truncated], ["reset", "body", true]);
  assert.equal(readOne({ ...ENTRY, response: { ...RESPONSE, comment: "ECONNRESET" } }).failure, null);
});

test("an error of the client that is no known failure has no kind", () => {
  const { failure } = readOne({ ...ENTRY, response: { status: 0, _error: "Error: flux capacitor drained" } });
  assert.deepEqual([failure?.kind, failure?.message], ["other", "Error: flux capacitor drained"]);
});

test("a HAR that Chrome exported without credentials does not count as sent without a key", () => {
  const entry = { ...ENTRY, request: { ...ENTRY.request, headers: [] }, response: { ...RESPONSE, status: 401 } };
  const har = (name: string): string => JSON.stringify({ log: { creator: { name }, entries: [entry] } });
  const causesOf = (text: string) =>
    diagnose(readHar(text)?.[0] ?? assert.fail()).map(({ cause, confidence }) => [cause, confidence]);
  assert.deepEqual(causesOf(har("recorder"))[0], ["key.absent", "certain"]);
  assert.ok(causesOf(har("WebInspector")).every(([, confidence]) => confidence === "possible"));
});
