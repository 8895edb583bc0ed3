import assert from "node:assert/strict";
import { test } from "node:test";
import { type Header, type Response, textBody } from "../../src/exchange/exchange.js";
import { compareError } from "../../src/probe/compare-error.js";
import { expectError } from "../../src/probe/probe-case.js";

const JSON_TYPE: readonly Header[] = [{ name: "content-type", value: "application/json; charset=utf-8" }];

function answer(status: number, body: unknown, headers = JSON_TYPE): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers, body: textBody(text), headersKnown: true };
}

function compare(code: "unauthorized" | "not_found" | "rate_limit_exceeded", response: Response): string[] {
  const expected = expectError(code);
  assert.equal(expected.kind, "error");
  if (expected.kind !== "error") return [];
  return compareError(response, expected).map(({ member, documented, seen }) => `${member}: ${documented} -> ${seen}`);
}

test("the examples of the Errors page are as documented", () => {
  const unauthorized = { error: { code: "unauthorized", message: "Invalid or missing API key", status: 401 } };
  assert.deepEqual(compare("unauthorized", answer(401, unauthorized)), []);
  const limited = {
    error: {
      code: "rate_limit_exceeded",
      message: "Too many requests. Please retry after 60 seconds.",
      status: 429,
      retryAfter: 60,
    },
  };
  assert.deepEqual(compare("rate_limit_exceeded", answer(429, limited)), []);
});

test("a bare sentence is one difference, not four", () => {
  assert.deepEqual(compare("unauthorized", answer(401, { error: "Invalid API key" })), [
    "response.body.error: an object with code, message and status -> text",
  ]);
});

test("the flat shape differs in each member that stands elsewhere", () => {
  assert.deepEqual(compare("not_found", answer(404, { error: "not_found", message: "no", status: 404 })), [
    "response.body.error: an object with code, message and status -> text",
    "response.body.message: nothing -> text",
    "response.body.status: nothing -> a number",
  ]);
});

test("a 429 of another shape has no wait where clients look for it, and that is a difference of its own", () => {
  const flat = { error: "rate_limit_exceeded", message: "no", status: 429, retryAfter: 7 };
  assert.deepEqual(compare("rate_limit_exceeded", answer(429, flat)), [
    "response.body.error: an object with code, message and status -> text",
    "response.body.error.retryAfter: whole seconds -> nothing",
    "response.body.message: nothing -> text",
    "response.body.status: nothing -> a number",
    "response.body.retryAfter: nothing -> a number",
  ]);
});

test("a stream of which only the head was read is a stream, no empty body", () => {
  const seen = (type: string) =>
    compare("unauthorized", answer(401, "", [{ name: "content-type", value: type }])).at(-1);
  assert.equal(seen("text/event-stream; charset=utf-8"), "response.body: a JSON object -> an event stream");
  assert.equal(seen("application/json"), "response.body: a JSON object -> an empty body");
});

test("a code without a documented status takes any listed error, but no other", () => {
  const body = (status: number) => ({ error: { code: "not_found", message: "no", status } });
  assert.deepEqual(compare("not_found", answer(500, body(500))), []);
  assert.deepEqual(compare("not_found", answer(410, body(410))), [
    "response.status: a 4xx or 5xx of the page's list -> 410",
  ]);
});

test("retryAfter belongs to a 429 alone", () => {
  const body = { error: { code: "unauthorized", message: "no", status: 401, retryAfter: 3 } };
  assert.deepEqual(compare("unauthorized", answer(401, body)), ["response.body.error.retryAfter: nothing -> a number"]);
});

test("an HTML page differs in type and body", () => {
  const html = answer(404, "<!DOCTYPE html><pre>Cannot GET /</pre>", [{ name: "content-type", value: "text/html" }]);
  assert.deepEqual(compare("not_found", html), [
    'response.headers.content-type: application/json -> "text/html"',
    "response.body: a JSON object -> an HTML page",
  ]);
});

test("what is seen repeats no text of the server but codes and names of members", () => {
  const body = { error: { code: "x".repeat(500), message: 5, status: "401", "\u001b[31m": "secret text" } };
  const seen = compare("unauthorized", answer(401, body)).join("\n");
  assert.doesNotMatch(seen, /secret text|\u001b/);
  assert.ok(seen.length < 500);
});
