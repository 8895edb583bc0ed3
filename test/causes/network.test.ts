import assert from "node:assert/strict";
import test from "node:test";
import { answeredStream, answeredText, unanswered } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { type Exchange, FAILURE_KINDS, type Failure } from "../../src/exchange/exchange.js";

function causesOf(exchange: Exchange): string[] {
  return diagnose(exchange).map(({ cause }) => cause);
}

for (const kind of FAILURE_KINDS) {
  if (kind === "aborted" || kind === "other") continue;
  test(`a failure of the kind ${kind} is the cause network.${kind} and nothing else`, () => {
    assert.deepEqual(causesOf(unanswered({ kind })), [`network.${kind}`]);
  });
}

const BROKEN: Failure = { kind: "reset", code: "ECONNRESET", phase: "body", message: "read ECONNRESET" };

test("an answer that broke off says how much of it had come", () => {
  const [first] = diagnose({ ...answeredText({}, 200, '{"id":"7', "application/json"), failure: BROKEN });
  assert.equal(first?.cause, "network.reset");
  assert.match(first?.explanation ?? "", /after status 200 and 8 bytes/);
});

test("a stream that broke off is left to the causes of streams", () => {
  const stream = answeredStream([{ type: "text-delta", delta: "hi" }], { done: false });
  assert.ok(!causesOf({ ...stream, failure: BROKEN }).some((cause) => cause.startsWith("network.")));
});

test("host and port stand in the fixes", () => {
  const [first] = diagnose(unanswered({ kind: "refused" }, { path: "http://127.0.0.1:3009/v1/sandboxes/1" }));
  assert.match(JSON.stringify(first?.fixes), /127\.0\.0\.1:3009/);
});

test("the address is read from the message where the request is unknown", () => {
  const failed = unanswered({ kind: "dns", code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND api.example.com" });
  const [first] = diagnose({ ...failed, request: null });
  assert.match(first?.explanation ?? "", /api\.example\.com/);
});

test("a hostile host name never reaches a command", () => {
  for (const kind of ["dns", "tls_untrusted", "tls_expired", "tls_hostname", "proxy"] as const) {
    const [first] = diagnose(unanswered({ kind }, { path: "https://a;reboot$(id)/v1/sandboxes/1" }));
    assert.ok(first?.fixes.every(({ command }) => !/reboot|\$\(id/.test(command ?? "")));
  }
});
