import assert from "node:assert/strict";
import { test } from "node:test";
import { CODE_STATUS, isDocumentedCode } from "../../src/catalog/documented-codes.js";
import { PROVOKED_MESSAGE } from "../../src/mock/provoked-message.js";
import { assertError, dig, digText, openMock, say, send } from "./mock-client.js";

const GET = "GET /v1/sandboxes/11111111-1111-4111-8111-111111111111";

function prefer(value: string): { headers: Record<string, string> } {
  return { headers: { Prefer: value } };
}

function rateLimit(seconds: number): object {
  const message = `Too many requests. Please retry after ${seconds} seconds.`;
  return { error: { code: "rate_limit_exceeded", message, status: 429, retryAfter: seconds } };
}

for (const [code, message] of Object.entries(PROVOKED_MESSAGE).filter(([code]) => isDocumentedCode(code))) {
  test(`Prefer: code=${code} provokes it in the documented shape`, async (t) => {
    const { mock } = await openMock(t);
    const seen = await send(mock, GET, prefer(`code=${code}`));
    assertError(seen, isDocumentedCode(code) ? CODE_STATUS[code].status : 0, code, message);
    assert.equal(seen.headers.get("preference-applied"), `code=${code}`);
  });
}

test("the page's three examples come back word for word", async (t) => {
  const { mock } = await openMock(t);
  const invalid = { error: { code: "invalid_request", message: "sandboxId is required", status: 400 } };
  const unauthorized = { error: { code: "unauthorized", message: "Invalid or missing API key", status: 401 } };
  assert.deepEqual((await send(mock, GET, prefer("code=invalid_request"))).body, invalid);
  assert.deepEqual((await send(mock, GET, prefer("code=unauthorized"))).body, unauthorized);
  const limited = await send(mock, GET, prefer("code=rate_limit_exceeded"));
  assert.deepEqual(limited.body, rateLimit(60));
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), null);
});

test("wait sets retryAfter, in every spelling of RFC 7240", async (t) => {
  const { mock } = await openMock(t);
  const spellings = [
    "code=rate_limit_exceeded, wait=3",
    "wait=3,CODE=rate_limit_exceeded",
    'code="rate_limit_exceeded", wait="3"',
    "code = rate_limit_exceeded ; wait = 3",
    "respond-async, code=429, wait=3",
  ];
  for (const spelling of spellings) {
    const seen = await send(mock, GET, prefer(spelling));
    assert.deepEqual(seen.body, rateLimit(3), spelling);
    assert.match(seen.headers.get("preference-applied") ?? "", /^code=\w+, wait=3$/);
  }
});

test("times answers the error to the first requests and then serves", async (t) => {
  const { mock } = await openMock(t);
  const wish = prefer("code=rate_limit_exceeded, wait=3, times=2");
  const statuses: number[] = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await send(mock, GET, wish)).status);
  assert.deepEqual(statuses, [429, 429, 200, 200]);
  const elsewhere = await send(mock, "GET /health", wish);
  assert.equal(elsewhere.status, 429);
  assert.equal(elsewhere.headers.get("preference-applied"), "code=rate_limit_exceeded, wait=3, times=2");
  assert.equal((await send(mock, GET, wish)).headers.get("preference-applied"), null);
});

test("a status stands for the first code that has it, and 500 and 503 for what the page leaves without one", async (t) => {
  const { mock } = await openMock(t);
  const codes: Record<string, string> = {
    400: "invalid_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "stream_active",
    422: "credential_cap_exceeded",
    429: "rate_limit_exceeded",
    500: "internal_error",
    503: "service_unavailable",
  };
  for (const [status, code] of Object.entries(codes)) {
    const seen = await send(mock, GET, prefer(`code=${status}`));
    assert.deepEqual(
      [seen.status, dig(seen.body, "error.code"), dig(seen.body, "error.status")],
      [Number(status), code, Number(status)],
    );
  }
});

test("any request can be provoked: without a key, without a route, with a broken body", async (t) => {
  const { mock } = await openMock(t);
  const wish = { ...prefer("code=sandbox_error"), authorization: null, body: "{" };
  for (const asked of ["POST /v1/sandboxes", "POST /nowhere", "DELETE /health"]) {
    assert.equal(dig((await send(mock, asked, wish)).body, "error.code"), "sandbox_error");
  }
});

test("an unknown code, wait or times is refused in words that help", async (t) => {
  const { mock } = await openMock(t);
  for (const value of ["code=nope", "code", "code=200", "code=418", "code=constructor"]) {
    const seen = await send(mock, GET, prefer(value));
    assert.equal(seen.status, 400);
    assert.match(digText(seen.body, "error.message"), /^Prefer: code must be one of invalid_request, .*, 503, 422$/);
  }
  const wait = await send(mock, GET, prefer("code=429, wait=soon"));
  assertError(wait, 400, "invalid_request", "Prefer: wait must be a whole number");
  const times = await send(mock, GET, prefer("code=429, times=-1"));
  assertError(times, 400, "invalid_request", "Prefer: times must be a whole number");
});

test("Preference-Applied says of a wait what was done with it", async (t) => {
  const { mock } = await openMock(t);
  const unavailable = await send(mock, GET, prefer("code=503, wait=3"));
  assert.equal(unavailable.headers.get("retry-after"), "3");
  assert.equal(unavailable.headers.get("preference-applied"), "code=503, wait=3");
  const { mock: observed } = await openMock(t, { dialect: "observed" });
  // The published server never tells a wait.
  const limited = await send(observed, GET, prefer("code=429, wait=3"));
  assert.deepEqual([limited.headers.get("preference-applied"), limited.headers.get("retry-after")], ["code=429", null]);
});

test("each code and status of the published server comes as it sends it", async (t) => {
  const { mock } = await openMock(t, { dialect: "observed" });
  const bare = new Set(["unauthorized", "forbidden"]);
  const refused = digText((await send(mock, GET, prefer("code=nope"))).body, "message");
  const codes = refused.replace(/^.* only /, "").split(", ");
  assert.equal(codes.length, 26);
  for (const code of codes) {
    const { status, body, headers } = await send(mock, GET, prefer(`code=${code}`));
    const told = dig(body, "error.code") ?? dig(body, "error");
    assert.equal(bare.has(code) ? code : told, code);
    assert.ok(status >= 400 && headers.get("x-powered-by") === "Express", code);
    assert.equal(dig(body, "error.status"), undefined);
  }
  for (const status of [400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 502, 503]) {
    assert.equal((await send(mock, GET, prefer(`code=${status}`))).status, status);
  }
});

test("preferences that the mock does not know change nothing", async (t) => {
  const { mock } = await openMock(t);
  for (const value of ["wait=3", "return=minimal", "handling=strict;code", ",;=", "times=1"]) {
    const seen = await send(mock, GET, prefer(value));
    assert.equal(seen.status, value.includes("code") ? 400 : 200, value);
  }
  const chat = { body: { messages: [say("Hi")], sandboxId: mock.sandboxId }, ...prefer("code=budget_exceeded") };
  assert.equal((await send(mock, "POST /v1/chat/my-agent", chat)).status, 400);
});
