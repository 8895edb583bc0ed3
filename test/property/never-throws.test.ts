import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ALL_CAUSES } from "../../src/causes/all-causes.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { exitOfReport } from "../../src/diagnosis/exit-code.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { textBody } from "../../src/exchange/exchange.js";
import { gatherFacts } from "../../src/exchange/gather-facts.js";
import { readHar } from "../../src/exchange/read-har.js";
import { readSubject, readTextForm, TEXT_FORMS } from "../../src/exchange/read-subject.js";
import { anyExchange, mixedText } from "./bodies.js";

/** The same runs each time; a failure prints the seed all the same. */
const RUNS = { numRuns: 5000, seed: 21 };

function checkReport(exchange: Exchange): void {
  const diagnoses = diagnose(exchange);
  assert.ok(JSON.stringify(diagnoses).length < 200_000);
  for (const { title, evidence, fixes, retry } of diagnoses) {
    assert.ok(title !== "" && evidence.length > 0 && fixes.length > 0);
    assert.ok(retry.waitSeconds === null || (Number.isInteger(retry.waitSeconds) && retry.waitSeconds >= 0));
  }
  exitOfReport(diagnoses);
}

test("an exchange of any shape is diagnosed without an exception", () => {
  fc.assert(fc.property(anyExchange(), checkReport), RUNS);
});

test("a text of any kind is read in every form, and diagnosed, without an exception", () => {
  fc.assert(
    fc.property(mixedText(4096), (text) => {
      for (const form of TEXT_FORMS) readSubject(text, form)?.forEach(checkReport);
      const form = readTextForm(text);
      // A request without its answer looks like HTTP, and says nothing.
      assert.ok(form === "http" || readSubject(text, form) !== undefined, form);
    }),
    RUNS,
  );
});

test("a HAR of any content is read and diagnosed without an exception", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.jsonValue(), harEntry()), { maxLength: 4 }), (entries) => {
      const exchanges = readHar(JSON.stringify({ log: { entries } }));
      assert.equal(exchanges?.length, entries.length);
      exchanges?.forEach(checkReport);
    }),
    RUNS,
  );
});

function harEntry(): fc.Arbitrary<unknown> {
  const any = fc.oneof(fc.jsonValue(), mixedText(300));
  return fc.record(
    {
      startedDateTime: any,
      time: any,
      _error: any,
      request: fc.record(
        { method: any, url: any, headers: any, postData: fc.record({ text: any }), bodySize: any },
        { requiredKeys: [] },
      ),
      response: fc.record(
        {
          status: any,
          headers: any,
          _error: any,
          content: fc.record({ text: any, encoding: fc.constantFrom("base64", 7) }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
}

const MEGABYTE = 1_000_000;
const LARGE: Readonly<Record<string, string>> = {
  "an envelope with a long message": JSON.stringify({ error: { code: "x", message: "y ".repeat(MEGABYTE / 2) } }),
  "an envelope with many members": `{"error":{${Array.from({ length: 50_000 }, (_, i) => `"m${i}":${i}`).join(",")}}}`,
  "a deep list": "[".repeat(MEGABYTE / 2) + "]".repeat(MEGABYTE / 2),
  "a deep list that is cut": "[".repeat(MEGABYTE),
  "a deep member": `{"error":{"message":"x","envs":${"[".repeat(MEGABYTE / 2)}${"]".repeat(MEGABYTE / 2)}}}`,
  "a deep object": '{"error":'.repeat(MEGABYTE / 9),
  "a page": `<html><body>${"<p>x</p>".repeat(MEGABYTE / 8)}`,
  "a stream of errors": 'data: {"type":"error","errorText":"x"}\n\n'.repeat(MEGABYTE / 40),
  "a stream without an end": `data: ${"x".repeat(MEGABYTE)}`,
  "a single word": "x".repeat(MEGABYTE),
  "an integer": "9".repeat(MEGABYTE),
  "raw HTTP with many headers": `HTTP/1.1 500 X\n${"a: b\n".repeat(MEGABYTE / 5)}\n`,
};

for (const [name, text] of Object.entries(LARGE)) {
  test(`${name}, of a megabyte, is read and diagnosed without an exception`, () => {
    for (const form of TEXT_FORMS) readSubject(text, form)?.forEach(checkReport);
    const [example] = ALL_CAUSES[0]?.examples ?? [];
    assert.ok(example !== undefined);
    const { request } = example.exchange;
    for (const status of [200, 400, 401, 404, 500]) {
      const response = { status, headers: [], body: textBody(text), headersKnown: true };
      const sent = request === null ? null : { ...request, body: textBody(text) };
      checkReport({ ...example.exchange, request: sent, response });
    }
  });
}

/** Names that every object inherits; as members of a body they are members, and nothing more. */
const INHERITED = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"];

/** The same JSON, with the envelope's members under an inherited name in place of their own. */
function hideUnder(name: string, members: object): string {
  return JSON.stringify({ error: { hidden: members } }).replace('"hidden"', JSON.stringify(name));
}

for (const name of INHERITED) {
  test(`members under the name ${name} say nothing, and change nothing`, () => {
    const members = {
      code: "rate_limit_exceeded",
      message: "m",
      status: 429,
      retryAfter: 5,
      error: "x",
      polluted: true,
    };
    const texts = [
      hideUnder(name, members),
      hideUnder(name, members).replace('{"error":', '{"x":').replace("x", name),
      `{"${name}":{"error":${JSON.stringify(members)}},"a":1}`,
    ];
    for (const text of texts) {
      const response = { status: 500, headers: [], body: textBody(text), headersKnown: false };
      const facts = gatherFacts({ request: null, response, failure: null, sentAt: null, receivedAt: null });
      assert.deepEqual([facts.code, facts.message, facts.wait.seconds], [null, "", null], text);
      assert.equal(facts.envelope.retryAfter, undefined);
    }
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });

  test(`a code, a header, a field and a path of the name ${name} are diagnosed like any other`, () => {
    for (const { exchange } of ALL_CAUSES.flatMap(({ examples }) => examples).slice(0, 40)) {
      const body = textBody(JSON.stringify({ error: { code: name, message: `${name} is required`, status: 400 } }));
      const response = { status: 400, headers: [{ name, value: name }], body, headersKnown: true };
      const request =
        exchange.request === null ? null : { ...exchange.request, url: `https://relay.an.dev/v1/chat/${name}` };
      checkReport({ ...exchange, request, response });
    }
  });
}
