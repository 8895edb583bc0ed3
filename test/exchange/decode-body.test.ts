import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBody, readErrorObject, readStored } from "../../src/exchange/decode-body.js";
import { NO_ENVELOPE } from "../../src/exchange/decode-envelope.js";
import { SHAPES, type Shape } from "../../src/exchange/envelope.js";
import { EMPTY_BODY, type Response } from "../../src/exchange/exchange.js";
import { answerOf, documentedBody } from "./answers.js";

const HTML = { "content-type": "text/html" };
const SSE = { "content-type": "text/event-stream" };

const ANSWERS: Readonly<Record<Exclude<Shape, "none">, Readonly<Record<string, Response>>>> = {
  documented: {
    "the documented envelope": answerOf(401, documentedBody()),
    "the documented envelope with retryAfter": answerOf(429, documentedBody({ retryAfter: 60 })),
    "the documented envelope behind a byte order mark": answerOf(401, `\uFEFF${documentedBody()}`),
    "the documented envelope under another type": answerOf(401, documentedBody(), { "content-type": "text/plain" }),
  },
  nested: {
    "an error object without status": answerOf(401, '{"error":{"code":"x","message":"y"}}'),
    "an error object with a status of text": answerOf(401, documentedBody({ status: "401" })),
    "an empty error object": answerOf(401, '{"error":{}}'),
    "an error object in the provider's form": answerOf(529, '{"type":"error","error":{"type":"overloaded_error"}}'),
  },
  flat: {
    "error, message and status side by side": answerOf(400, '{"error":"invalid_json","message":"x","status":400}'),
    "code and message side by side": answerOf(404, '{"code":"not_found","message":"x"}'),
  },
  bare: {
    "an error that is a sentence": answerOf(401, '{"error":"Invalid API key"}'),
    "an error that is a sentence, with a hint": answerOf(403, '{"error":"User not found","hint":"x"}'),
    "a sentence with a message beside it": answerOf(429, '{"error":"Usage quota exceeded","message":"x"}'),
  },
  problem_json: {
    "a problem by its type": answerOf(403, '{"title":"x"}', { "content-type": "application/problem+json" }),
    "a problem by its members": answerOf(403, '{"type":"about:blank","title":"Forbidden","status":403}'),
  },
  json_other: {
    "an object of another API": answerOf(404, '{"detail":"Not Found"}'),
    "a list": answerOf(500, "[1]"),
    "a number": answerOf(500, "7"),
    null: answerOf(500, "null"),
    "a text": answerOf(500, '"oops"'),
  },
  json_broken: {
    "an object that is cut": answerOf(500, '{"error":{"code":"x'),
    "an object with a comma too many": answerOf(500, '{"a":1,}'),
  },
  stream: {
    "a stream by its type": answerOf(200, "data: anything\n\n", SSE),
    "a stream by its type, cut within the first word": answerOf(200, "dat", SSE),
    "a stream by its text": answerOf(200, 'data: {"type":"start"}\n\n', {}),
    "a stream with names of events": answerOf(200, 'event: message\ndata: {"type":"start"}\n\n', {}),
    "a stream that starts with a comment": answerOf(200, ": ping\n\ndata: [DONE]\n\n", {}),
  },
  html: {
    "a page": answerOf(502, "<!DOCTYPE html><html><body>Bad Gateway</body></html>", HTML),
    "a fragment": answerOf(502, "<h1>502</h1>", HTML),
    "a page that claims to be JSON": answerOf(502, "<html></html>"),
    "a page behind a comment": answerOf(502, "<!-- x -->\n<html></html>", HTML),
  },
  text: {
    "words under the type of a stream": answerOf(200, "upstream gone", SSE),
    "plain words": answerOf(503, "no healthy upstream", { "content-type": "text/plain" }),
    "words that start like JSON": answerOf(503, "not available"),
    "bytes that are no text": answerOf(503, { text: "", base64: "/////w==", bytes: 4, truncated: false }),
  },
  empty: { nothing: answerOf(500, EMPTY_BODY), "white space": answerOf(500, " \r\n") },
};

for (const [shape, answers] of Object.entries(ANSWERS)) {
  for (const [name, response] of Object.entries(answers)) {
    test(`${name} has the shape ${shape}`, () => assert.equal(decodeBody(response).shape, shape));
  }
}

test("every shape is shown by an example, but none, which is no answer at all", () => {
  assert.deepEqual(
    SHAPES.filter((shape) => !Object.hasOwn(ANSWERS, shape)),
    [NO_ENVELOPE.shape],
  );
});

test("JSON that was put into a text is unwrapped", () => {
  const decoded = decodeBody(answerOf(401, JSON.stringify(documentedBody())));
  assert.equal(decoded.shape, "documented");
  assert.ok(decoded.deviations.includes("json_in_a_string"));
});

function readBody(text: string) {
  const { code, message, bodyStatus, retryAfter } = readErrorObject(decodeBody(answerOf(400, text)));
  return [code, message, bodyStatus, retryAfter];
}

const READ: readonly (readonly [string, readonly unknown[]])[] = [
  [documentedBody({ retryAfter: 7 }), ["unauthorized", "Invalid or missing API key", 401, 7]],
  ['{"error":{"code":"x","message":"y"},"retryAfter":7}', ["x", "y", null, 7]],
  ['{"error":{"type":"overloaded_error","message":"y"}}', ["overloaded_error", "y", null, undefined]],
  ['{"error":"x_y","message":"z","status":409,"retryAfter":7}', ["x_y", "z", 409, 7]],
  ['{"error":"sandbox_error: it broke"}', ["sandbox_error", "it broke", null, undefined]],
  ['{"error":"It broke"}', [null, "It broke", null, undefined]],
  ['{"title":"T","detail":"D","status":403,"type":"about:blank"}', [null, "D", 403, undefined]],
  ['{"error":{"code":7,"message":["a"],"status":"x"}}', [null, null, null, undefined]],
  ["[]", [null, null, null, undefined]],
];

for (const [body, expected] of READ) {
  test(`code, message, status and wait are read from ${body}`, () => assert.deepEqual(readBody(body), expected));
}

test("members that the server is known to add are read", () => {
  const body = { scope: "sandbox", sandboxId: "s", spentUsd: 1, limitUsd: 0.5, setup_url: "u", hint: "h" };
  assert.deepEqual(readErrorObject(decodeBody(answerOf(402, documentedBody(body)))).extras, {
    scope: "sandbox",
    sandboxId: "s",
    spentUsd: 1,
    limitUsd: 0.5,
    setupUrl: "u",
    hint: "h",
  });
});

const STORED: readonly (readonly [string, string | null, string | null])[] = [
  ["sandbox_error: [agent_execute] it broke", "sandbox_error", "[agent_execute] it broke"],
  ["cancelled: cancelled by user", "cancelled", "cancelled by user"],
  ["sandbox_error", "sandbox_error", null],
  ["sandbox_error: two\nlines", "sandbox_error", "two\nlines"],
  ["Error: it broke", null, "Error: it broke"],
  ["it broke", null, "it broke"],
];

for (const [text, code, message] of STORED) {
  test(`the stored text ${JSON.stringify(text)} has the code ${code}`, () => {
    assert.deepEqual(readStored(text), { code, message });
  });
}
