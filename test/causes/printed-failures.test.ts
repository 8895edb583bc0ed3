import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Diagnosis } from "../../src/diagnosis/report.js";
import { readSubject, readTextForm } from "../../src/exchange/read-subject.js";
import { PRINTED_FAILURES } from "./printed-failures.js";

function explain(text: string): Diagnosis[] {
  const exchange = readSubject(text, readTextForm(text))?.at(-1);
  assert.ok(exchange !== undefined, text);
  return diagnose(exchange);
}

for (const [causes, texts] of Object.entries(PRINTED_FAILURES)) {
  for (const text of texts) {
    test(`${causes} comes first for ${JSON.stringify(text.slice(0, 90))}`, () => {
      const [first] = explain(text);
      assert.ok(causes.split("|").includes(first?.cause ?? "nothing"), first?.cause);
    });
  }
}

const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;
const BROKEN_KEY = `${KEY.slice(0, 30)}\n${KEY.slice(30)}`;
const QUOTED = [
  `TypeError: Headers.append: "Bearer ${BROKEN_KEY}" is an invalid header value.`,
  `httpx.LocalProtocolError: Illegal header value b'Bearer ${KEY}\\n'`,
  `net/http: invalid header field value "Bearer ${BROKEN_KEY}" for key Authorization`,
];

for (const text of QUOTED) {
  test(`the place of the fault is told and the key is not for ${JSON.stringify(text.slice(0, 40))}…`, () => {
    const found = explain(text);
    assert.equal(found[0]?.cause, "key.mangled");
    assert.match(found[0].fixes[0]?.text ?? "", /a line break \(U\+000A\) at position \d+ of \d+/);
    assert.doesNotMatch(JSON.stringify(found), /[0-9a-f]{8}/);
  });
}

const HEAD = "HTTP/2 200 \r\ncontent-type: text/event-stream\r\n\r\n";
const HALF = 'data: {"type":"start"}\n\ndata: {"type":"text-delta","id":"1","delta":"Hal';

test("curl's last words behind an answer are curl's, and the stream's end is known by them", () => {
  const ends: Readonly<Record<string, string>> = {
    "curl: (18) transfer closed with outstanding read data remaining": "network.reset",
    "\ncurl: (56) Recv failure: Connection reset by peer": "network.reset",
    "\ncurl: (28) Operation timed out after 30001 milliseconds with 74 bytes received": "network.timeout_response",
    "\ncurl: (23) Failure writing output to destination": "stream.truncated",
    "": "stream.truncated",
  };
  for (const [end, cause] of Object.entries(ends)) {
    assert.equal(explain(HEAD + HALF + end)[0]?.cause, cause, end);
    assert.equal(explain(HALF + end)[0]?.cause, cause, end);
  }
});

test("a server's own words about connections are not taken for the caller's network", () => {
  for (const text of [
    "Error: sandbox_error: connect ECONNREFUSED 127.0.0.1:3000",
    "[mcp_proxy:linear] connect ECONNREFUSED 10.0.0.1:443",
    "Cloning into '/home/user/a'...\nfatal: unable to access 'https://a.example/': Could not resolve host: a.example",
  ])
    assert.ok(!explain(text)[0]?.cause.startsWith("network."), text);
});

test("a bare sentence of a client is not called certain, since a server may have said it", () => {
  assert.equal(explain("Error: connect ETIMEDOUT 203.0.113.5:443")[0]?.confidence, "likely");
  assert.equal(explain("curl: (28) Connection timed out after 5000 milliseconds")[0]?.confidence, "certain");
});
