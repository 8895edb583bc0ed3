import assert from "node:assert/strict";
import { test } from "node:test";
import { readRawHttp } from "../../src/exchange/read-raw-http.js";

const HEAD = "HTTP/1.1 429 Too Many Requests\nContent-Type: application/json\nRetry-After: 7\n\n";
const BODY = '{"error":{"code":"rate_limit_exceeded"}}\n\nand more';
const WHOLE = HEAD + BODY;
const EXPECTED = {
  status: 429,
  headers: [
    { name: "Content-Type", value: "application/json" },
    { name: "Retry-After", value: "7" },
  ],
  body: BODY,
};

function read(text: string) {
  const exchange = readRawHttp(text);
  const response = exchange?.response;
  if (response == null) return undefined;
  return { status: response.status, headers: response.headers, body: response.body.text };
}

const FORMS: Readonly<Record<string, string>> = {
  "lines that end in LF": WHOLE,
  "white space before it": `\n \t${WHOLE}`,
  "a byte order mark before it": `\uFEFF${WHOLE}`,
  "a status line of HTTP/1.0": WHOLE.replace("1.1", "1.0"),
  "a status line of HTTP/2, without a reason": WHOLE.replace("HTTP/1.1 429 Too Many Requests", "HTTP/2 429"),
  "a status line of HTTP/2 that ends in a space": WHOLE.replace("HTTP/1.1 429 Too Many Requests", "HTTP/2 429 "),
  "a status line of HTTP/3": WHOLE.replace("HTTP/1.1", "HTTP/3"),
  "a 100 before it": `HTTP/1.1 100 Continue\n\n${WHOLE}`,
  "two 103 before it": `HTTP/1.1 103 Early Hints\nLink: </x>\n\nHTTP/2 103\n\n${WHOLE}`,
  "a proxy's CONNECT before it": `HTTP/1.1 200 Connection established\n\n${WHOLE}`,
  "a proxy's CONNECT with headers before it": `HTTP/1.1 200 OK\nProxy-Agent: squid\n\n${WHOLE}`,
  "a CONNECT and a 100 before it": `HTTP/1.0 200 Connection established\n\nHTTP/1.1 100 Continue\n\n${WHOLE}`,
};

for (const [name, text] of Object.entries(FORMS)) {
  test(`an answer with ${name} is read`, () => assert.deepEqual(read(text), EXPECTED));
}

test("an answer whose lines end in CRLF is read, its body untouched", () => {
  assert.deepEqual(read(HEAD.replaceAll("\n", "\r\n") + BODY), EXPECTED);
});

test("an answer without a body is read, and one that ends after its status line", () => {
  assert.equal(read("HTTP/1.1 204 No Content\n\n")?.body, "");
  assert.deepEqual(read("HTTP/2 503"), { status: 503, headers: [], body: "" });
});

test("a header's value keeps its colons and loses the spaces around it", () => {
  const found = read("HTTP/1.1 500 X\nLocation:  https://a.b:8/c \nbroken line\n:no name\n\n");
  assert.deepEqual(found?.headers, [{ name: "Location", value: "https://a.b:8/c" }]);
});

test("a body that itself looks like an answer stays a body", () => {
  const text = "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nHTTP/1.1 500 X\n\nx";
  assert.equal(read(text)?.status, 200);
});

const REQUEST = 'POST /v1/sandboxes?x=1 HTTP/1.1\nHost: relay.an.dev\nAuthorization: Bearer x\n\n{"agent":"a"}\n\n';

for (const [name, text] of Object.entries({
  LF: REQUEST + WHOLE,
  CRLF: (REQUEST + HEAD).replaceAll("\n", "\r\n") + BODY,
})) {
  test(`a request in front of the answer is read, with lines that end in ${name}`, () => {
    const { request, response } = readRawHttp(text) ?? {};
    assert.deepEqual(
      [request?.method, request?.url, request?.headers.length, request?.body?.text, response?.status],
      ["POST", "https://relay.an.dev/v1/sandboxes?x=1", 2, '{"agent":"a"}', 429],
    );
    assert.equal(response?.body.text, BODY);
  });
}

test("a request without a body, and one to an absolute address, are read", () => {
  const bare = readRawHttp(`GET /health HTTP/1.1\nHost: relay.an.dev\n\n${WHOLE}`);
  assert.deepEqual([bare?.request?.method, bare?.request?.body?.bytes], ["GET", 0]);
  const absolute = readRawHttp(`GET http://a.b/c HTTP/1.1\nHost: a.b\n\n${WHOLE}`);
  assert.equal(absolute?.request?.url, "http://a.b/c");
});

for (const text of [
  "",
  "HTTP",
  "HTTP/1.1",
  "HTTP/1.1 abc",
  "HTTP/1.1 20",
  "GET / HTTP/1.1\nHost: x\n\n",
  "see HTTP/1.1 429",
]) {
  test(`${JSON.stringify(text)} is no raw HTTP`, () => assert.equal(readRawHttp(text), undefined));
}
