import assert from "node:assert/strict";
import { test } from "node:test";
import { classifyError, SendError } from "../../src/http/classify-error.js";

function coded(code: string, message = code, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

test("the code of a cause counts where the error itself says nothing", () => {
  const error = new TypeError("fetch failed", { cause: coded("ENOTFOUND", "getaddrinfo ENOTFOUND x") });
  assert.deepEqual(classifyError(error, "resolve"), {
    kind: "dns",
    code: "ENOTFOUND",
    phase: "resolve",
    message: "fetch failed: getaddrinfo ENOTFOUND x",
  });
});

test("a general code gives way to the one that it wraps", () => {
  const error = coded("UND_ERR_SOCKET", "other side closed", coded("CERT_HAS_EXPIRED"));
  assert.equal(classifyError(error, "tls").kind, "tls_expired");
  assert.equal(classifyError(coded("UND_ERR_SOCKET"), "head").kind, "reset");
});

test("several attempts to connect are one failure that names each", () => {
  const error = Object.assign(new AggregateError([coded("ENETUNREACH", "a"), coded("ECONNREFUSED", "b")], ""), {
    code: "ENETUNREACH",
  });
  const failure = classifyError(error, "connect");
  assert.deepEqual([failure.kind, failure.code, failure.message], ["unreachable", "ENETUNREACH", "a: b"]);
});

test("a timeout of the system is one of the answer once connected", () => {
  assert.equal(classifyError(coded("ETIMEDOUT"), "connect").kind, "timeout_connect");
  assert.equal(classifyError(coded("ETIMEDOUT"), "body").kind, "timeout_response");
});

test("errors that point at each other come to an end", () => {
  const error = coded("EPIPE");
  error.cause = error;
  assert.equal(classifyError(error, "send").kind, "reset");
});

test("what knows its kind keeps it, and what nobody knows is other", () => {
  const known = new SendError("proxy", "ECONNREFUSED", "no proxy");
  assert.deepEqual(classifyError(known, "connect"), {
    kind: "proxy",
    code: "ECONNREFUSED",
    phase: "connect",
    message: "no proxy",
  });
  assert.deepEqual(classifyError("odd", "head"), { kind: "other", code: null, phase: "head", message: "odd" });
  assert.equal(classifyError(coded("EWHATEVER"), "head").kind, "other");
});
