import assert from "node:assert/strict";
import { test } from "node:test";
import { readSubject, readTextForm, TEXT_FORMS, type TextForm } from "../../src/exchange/read-subject.js";

const HAR =
  '{"log":{"version":"1.2","entries":[{"request":{},"response":{"status":500}},{"request":{},"response":{}}]}}';

const TEXTS: Readonly<Record<TextForm, readonly string[]>> = {
  json: [
    '{"error":"x"}',
    ' \n{"error":"x"}',
    '\uFEFF{"error":"x"}',
    "[]",
    '{"error":{"code":"x',
    '"{\\"error\\":\\"x\\"}"',
    'data: {"type":"start"}\n\n',
    ": ping\n\ndata: [DONE]\n\n",
    "event: message\ndata: {}\n\n",
    "<!DOCTYPE html><html></html>",
    "<html><body>x</body></html>",
    "<h1>502 Bad Gateway</h1>",
    "<pre>Cannot GET /</pre>",
  ],
  http: [
    "HTTP/1.1 401 Unauthorized\n\n",
    "HTTP/2 401\n\n",
    "* Connected\n> GET / HTTP/1.1\n>\n< HTTP/1.1 401 X\n<\n",
    "GET / HTTP/1.1\nHost: x\n\nHTTP/1.1 500 X\n\n",
  ],
  message: [
    "Request failed: 401",
    "",
    '"quoted" words',
    "fetch failed",
    "data is missing",
    "<your key> is wrong",
    "* not a trace",
    "> quoted words",
    "429",
    "[TypeError: fetch failed] {\n  [cause]: Error: x\n}",
    "[DOMException [TimeoutError]: The operation was aborted due to timeout]",
  ],
  har: [HAR, `\uFEFF${HAR}`],
};

for (const form of TEXT_FORMS) {
  for (const text of TEXTS[form]) {
    test(`${JSON.stringify(text.slice(0, 50))} is of the form ${form}`, () => assert.equal(readTextForm(text), form));

    test(`${JSON.stringify(text.slice(0, 50))} can be read in its form`, () => {
      assert.equal(readSubject(text, form)?.length, form === "har" ? 2 : 1);
    });
  }
}

test("a text that is not in the form asked for is undefined", () => {
  assert.equal(readSubject("hello", "har"), undefined);
  assert.equal(readSubject("hello", "http"), undefined);
});

const PASTED: readonly (readonly [string, number | null])[] = [
  ['{"error":{"code":"x","message":"y","status":404}}', null],
  ['{"id":"7","error":"sandbox_error: x"}', 200],
  ['{"id":"7","error":null}', 200],
  ['{"id":"7"}', null],
  ['data: {"type":"start"}\n\n', 200],
];

for (const [text, status] of PASTED) {
  test(`the status of the pasted body ${JSON.stringify(text)} is ${status}`, () => {
    const [exchange] = readSubject(text, "json") ?? [];
    assert.deepEqual([exchange?.response?.status, exchange?.response?.headersKnown], [status, false]);
  });
}
