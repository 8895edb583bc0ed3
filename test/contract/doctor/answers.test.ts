import assert from "node:assert/strict";
import { test } from "node:test";
import { KEY, writeError, writeRaw } from "../../cli/raw-answers.js";
import { wallClockAt } from "../../fakes/wall-clock-at.js";
import { seeDoctor } from "./see-doctor.js";
import { MID_SECOND, startApi } from "./start-api.js";

test("a key that the API refuses fails in authentication alone", async (t) => {
  const { port } = await startApi(t, { withKey: writeError(401, "unauthorized", "Invalid API key") });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyny", "key"]);
  assert.match(seen.facts("authentication", "verdict")[0] ?? "", /^rejected/);
});

test("an error that is not as documented fails in the contract alone, member by member", async (t) => {
  const { port } = await startApi(t, { withoutKey: writeRaw(401, '{"error":"Invalid API key"}') });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.code, seen.exit.name], ["yyyyyyyyyn", 1, "finding"]);
  assert.match(seen.facts("contract", "response.body.error")[0] ?? "", /^documented: an object/);
});

for (const [what, answer] of [
  [
    "a page of HTML",
    writeRaw(200, "<html><body>Log in to this network</body></html>", { "Content-Type": "text/html" }),
  ],
  ["a redirect", writeRaw(302, "", { Location: "http://login.example/" })],
] as const) {
  test(`${what} is no answer of the API: the key is not sent to it, nor is it compared with the API's contract`, async (t) => {
    const { port, received } = await startApi(t, { withoutKey: answer, withKey: answer });
    const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
    assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyn--", "no_answer"]);
    assert.deepEqual(seen.causes("http"), ["gateway.not_the_api"]);
    assert.doesNotMatch(received.join(""), /authorization/i);
  });
}

test("a gateway that cannot reach the API fails in HTTP, and the key is tried all the same", async (t) => {
  const page = writeRaw(502, "<html>502 Bad Gateway</html>", { "Content-Type": "text/html" });
  const { port } = await startApi(t, { withoutKey: page });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyny-", "server"]);
});

test("a server that fails decides by its cause", async (t) => {
  const { port } = await startApi(t, { withoutKey: writeError(500, "internal_error", "boom") });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyynyn", "server"]);
});

test("a wait that the API asks for is kept: the key is not sent before it is over", async (t) => {
  const limit = writeError(429, "rate_limit_exceeded", "Too many requests", { retryAfter: 60 });
  const { port, received } = await startApi(t, { withoutKey: limit });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyn--", "try_later"]);
  assert.match(seen.facts("authentication", "not checked")[0] ?? "", /60 s/);
  assert.equal(received.length, 1);
});

for (const [aheadMs, said] of [
  [-3_600_000, /1 h ahead of/],
  [3_600_000, /1 h behind/],
] as const) {
  test(`a clock that is an hour off is a warning (${aheadMs} ms)`, async (t) => {
    const { port } = await startApi(t, { nowMs: MID_SECOND + aheadMs });
    const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, ...wallClockAt(MID_SECOND) });
    assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
    assert.match(seen.facts("clock", "warning")[0] ?? "", said);
  });
}

test("a base URL that is none fails in the configuration, and what can be known without it is shown", async () => {
  const seen = await seeDoctor({ SANDBOX_BASE_URL: "relay.an.dev", HTTPS_PROXY: "http://proxy.test:1" }, [
    "--timeout",
    "soon",
    "--max-wait",
    "5m",
  ]);
  assert.deepEqual([seen.marks, seen.exit.code, seen.exit.name], ["ny--------", 2, "usage"]);
  assert.match(seen.error?.message ?? "", /SANDBOX_BASE_URL: "relay\.an\.dev" is no http or https address/);
  assert.equal(seen.facts("configuration", "problem").length, 2);
  assert.deepEqual(seen.facts("configuration", "max-wait"), ["5m (from --max-wait)"]);
  assert.deepEqual(seen.facts("configuration", "base-url"), ["none (for SANDBOX_BASE_URL is wrong)"]);
  assert.deepEqual(seen.facts("proxy", "variables"), ["HTTPS_PROXY"]);
});

test("a setting that is wrong fails, and the network is examined with the default in its place", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_TIMEOUT: "soon" });
  assert.deepEqual([seen.marks, seen.exit.name], ["nyyyyyyyyy", "usage"]);
  assert.deepEqual(seen.facts("configuration", "timeout"), ["30s (for SANDBOX_TIMEOUT is wrong)"]);
});

test("a flag hides a variable, and both are named", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://other.test", API_KEY_21ST: KEY }, [
    "--base-url",
    `http://127.0.0.1:${port}`,
  ]);
  assert.match(seen.facts("configuration", "base-url")[0] ?? "", /\(from --base-url; hides SANDBOX_BASE_URL\)$/);
  assert.deepEqual(seen.facts("key", "hides"), ["API_KEY_21ST"]);
  assert.equal(seen.exit.name, "ok");
});

test("text that is no key fails in the key's layer, is never sent, and hides no other layer", async (t) => {
  for (const text of ["undefined", "", `${KEY} x`]) {
    const { port, received } = await startApi(t);
    const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: text });
    assert.deepEqual([seen.marks, seen.exit.name], ["ynyyyyyy-y", "key"], text);
    assert.doesNotMatch(received.join(""), /authorization/i);
  }
});

test("a key of unusual length is a warning, and the server decides", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}`, SANDBOX_API_KEY: KEY.slice(0, 60) });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.equal(seen.facts("key", "warning").length, 1);
});

test("a key file that cannot be read is a fault of the command line", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` }, ["--api-key-file", "/no/such/key"]);
  assert.deepEqual([seen.marks, seen.exit.name], ["n-yyyyyy-y", "usage"]);
});

test("a path at the end of the base URL is found, and the fix keeps the host that was called", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}/v1` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyny", "refused"]);
  const [first] = seen.layer("authentication").report.diagnoses;
  assert.equal(first?.cause, "route.unknown");
  assert.match(JSON.stringify(first), new RegExp(`"export SANDBOX_BASE_URL=http://127.0.0.1:${port}"`));
});
