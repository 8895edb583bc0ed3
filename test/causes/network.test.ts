import assert from "node:assert/strict";
import test from "node:test";
import { answeredJson, answeredStream, answeredText, unanswered } from "../../src/causes/example.js";
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

test("a stream that a client saw break is a broken connection, and only perhaps an end without finish", () => {
  const stream = answeredStream([{ type: "text-delta", delta: "hi" }], { done: false });
  const found = diagnose({ ...stream, failure: BROKEN });
  assert.deepEqual(
    found.map(({ cause, confidence }) => [cause, confidence]),
    [
      ["network.reset", "certain"],
      ["stream.truncated", "possible"],
    ],
  );
  assert.match(JSON.stringify(found[0]?.fixes), /GET \/v1\/chat\/support\/[\w-]+\/stream/);
});

test("a stream that came to its end, or told of an error, is believed whatever the client recorded", () => {
  const whole = answeredStream([{ type: "text-delta", delta: "hi" }, { type: "finish" }]);
  assert.deepEqual(causesOf({ ...whole, failure: BROKEN }), []);
  const failed = answeredStream([{ type: "error", errorText: "[tool:Bash] no" }], { done: false });
  assert.deepEqual(causesOf({ ...failed, failure: BROKEN }), ["stream.error_event"]);
});

test("an error answer that can be read is believed whatever the client recorded", () => {
  const refused = answeredJson({}, 401, { error: "Invalid API key" });
  assert.equal(causesOf({ ...refused, failure: BROKEN })[0], "key.unknown");
});

test("an answer that nobody saw end, with no word of the client, is only possibly what the time tells", () => {
  const [first] = diagnose(unanswered({ kind: "timeout_response", isGuess: true }));
  assert.deepEqual([first?.cause, first?.confidence], ["network.timeout_response", "possible"]);
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
