import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readSubject, readTextForm } from "../../src/exchange/read-subject.js";
import {
  CUT,
  HTTP2,
  INTO_A_FILE,
  MASKED,
  ON_A_TERMINAL,
  REFUSED_BY_A_PROXY,
  THROUGH_A_PROXY,
  TRACE_BODY,
  TRACE_KEY,
  TWO_REQUESTS,
  UNANSWERED,
  WITH_HEADERS,
  WITHOUT_BODY,
} from "./curl-traces.js";

/** Reads a trace as `explain` would: the form is recognised, not given. */
function readAll(text: string): Exchange[] {
  assert.equal(readTextForm(text), "http");
  const exchanges = readSubject(text, "http");
  assert.ok(exchanges, "it is read as raw HTTP");
  return exchanges;
}

function readOne(text: string): Exchange {
  const [exchange, ...others] = readAll(text);
  assert.ok(exchange !== undefined && others.length === 0, "it holds one exchange");
  return exchange;
}

const ANSWERED: Readonly<Record<string, readonly [string, string | null]>> = {
  "written into a file": [INTO_A_FILE, "http://127.0.0.1:4100/v1/sandboxes/11111111-1111-4111-8111-111111111111"],
  "copied from a terminal": [ON_A_TERMINAL, "http://127.0.0.1:4100/v1/sandboxes/1"],
  "of curl -iv": [WITH_HEADERS, "http://127.0.0.1:4100/v1/sandboxes/1"],
  "of HTTP/2": [HTTP2, "https://localhost:4443/v1/sandboxes"],
  "through a proxy": [THROUGH_A_PROXY, "https://localhost:4443/v1/sandboxes/1"],
};

for (const [name, [trace, url]] of Object.entries(ANSWERED)) {
  for (const [ends, text] of Object.entries({
    "as recorded": trace,
    "with lines that end in CRLF": trace.replaceAll(/\r?\n/g, "\r\n"),
  })) {
    test(`a trace ${name}, ${ends}, gives request, answer and body`, () => {
      const { request, response, failure } = readOne(text);
      assert.deepEqual([request?.url, response?.status, failure], [url, 429, null]);
      assert.equal(response?.body.text.trim(), TRACE_BODY);
      const [first, ...others] = diagnose(readOne(text));
      assert.deepEqual([first?.cause, first?.retry.waitSeconds, others], ["rate_limit.throttled", 3, []]);
      assert.deepEqual(first?.contract.deviations, []);
    });
  }
}

test("the body of a request is unknown where there was one, and empty where there was none", () => {
  assert.equal(readOne(HTTP2).request?.body, null);
  assert.equal(readOne(ON_A_TERMINAL).request?.body?.bytes, 0);
});

test("the key is evidence, and in no text of a diagnosis", () => {
  const header = readOne(HTTP2).request?.headers.find(({ name }) => name === "authorization");
  assert.equal(header?.value, `Bearer ${TRACE_KEY}`);
  for (const text of [INTO_A_FILE, HTTP2, CUT, WITHOUT_BODY]) {
    assert.ok(!JSON.stringify(diagnose(readOne(text))).includes(TRACE_KEY));
  }
});

test("of a masked key nothing is claimed", () => {
  const causes = diagnose(readOne(MASKED));
  assert.equal(causes[0]?.cause, "key.unknown");
  for (const { confidence } of causes) assert.equal(confidence, "possible");
  for (const mask of ["***", "[REDACTED]", "[Filtered]"]) {
    assert.deepEqual(
      diagnose(readOne(MASKED.replaceAll("<redacted>", mask))).map(({ cause }) => cause),
      causes.map(({ cause }) => cause),
    );
  }
});

test("several requests of a trace are several exchanges, in order", () => {
  assert.deepEqual(
    readAll(TWO_REQUESTS).map(({ request, response }) => [request?.url, response?.status, response?.body.text.trim()]),
    [
      [
        "http://127.0.0.1:4100/v1/a",
        404,
        '{"error":{"code":"not_found","message":"No endpoint GET /v1/a","status":404}}',
      ],
      ["http://127.0.0.1:4100/v1/b", 429, TRACE_BODY],
    ],
  );
});

test("an answer that broke off has its beginning and the failure", () => {
  const { response, failure } = readOne(CUT);
  assert.deepEqual([response?.body.text.trim(), response?.body.truncated], ['{"error":{"code":"interna', true]);
  assert.deepEqual([failure?.kind, failure?.code, failure?.phase], ["reset", "curl 18", "body"]);
});

test("a body that was not printed counts as cut off, not as missing", () => {
  const { response, failure } = readOne(WITHOUT_BODY);
  assert.deepEqual([response?.status, response?.body.truncated, failure], [401, true, null]);
  assert.match(diagnose(readOne(WITHOUT_BODY))[0]?.cause ?? "", /^key\./);
});

for (const [cause, text] of UNANSWERED) {
  test(`the trace that ends in ${JSON.stringify(text.trim().split("\n").at(-1))} shows ${cause}`, () => {
    const exchange = readOne(text);
    assert.equal(exchange.response, null);
    const [first, ...others] = diagnose(exchange);
    assert.deepEqual([first?.cause, others], [cause, []]);
  });
}

test("where a proxy refused, only the target of the request is known", () => {
  const { request } = readOne(REFUSED_BY_A_PROXY);
  assert.deepEqual(request, { method: null, url: "https://localhost:4444", headers: [], body: null });
});

test("a failure whose number has no meaning for us keeps its words", () => {
  const { failure } = readOne("* Could not resolve host: x\ncurl: (43) Internal error\n");
  assert.deepEqual([failure?.kind, failure?.code], ["other", "curl 43"]);
});

test("a trace without an answer or a failure holds no exchange", () => {
  assert.deepEqual(readAll("* Connected to 127.0.0.1 (127.0.0.1) port 1 (#0)\n> GET / HTTP/1.1\n> Host: x\n>\n"), []);
});

test("a hostile trace is read in time proportional to its length", () => {
  const row = `\r  1 ${"1 ".repeat(39)}${"0:00:00 ".repeat(2)}`;
  const text = `* Connected to x\n> GET / HTTP/1.1\n>\n< HTTP/1.1 500 X\n<\n${row.repeat(5000)}\n${"* ".repeat(200_000)}`;
  const from = performance.now();
  readAll(text);
  assert.ok(performance.now() - from < 2000);
});
