import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTcp } from "../../../src/doctor/check-tcp.js";
import { sendOnce } from "../../../src/http/send.js";
import { makeOrder } from "../http/order.js";
import { startSilentServer } from "../http/raw-server.js";
import { seeDoctor } from "./see-doctor.js";
import { findClosedPort, hasIpv6, startApi, startProxy } from "./start-api.js";

test("the embedded API is well in every layer, and two requests tell", async () => {
  const seen = await seeDoctor({}, ["--mock"]);
  assert.deepEqual([seen.marks, seen.exit.name, seen.error], ["yyyyyyyyyy", "ok", null]);
  assert.match(seen.facts("configuration", "base-url")[0] ?? "", /from --mock/);
  assert.equal(seen.layer("http").report.attempts.length, 1);
  assert.equal(seen.layer("authentication").report.attempts.length, 1);
  assert.match(seen.facts("http", "times")[0] ?? "", /connect .*head .*body/);
});

test("a name that nobody has fails in DNS, and hides neither what is before it nor that the rest was not checked", async () => {
  const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://api.invalid" });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyn------", "no_answer"]);
  assert.deepEqual(seen.causes("dns"), ["network.dns"]);
  assert.equal(seen.facts("dns", "name")[0], "api.invalid");
  assert.equal(seen.facts("tcp", "not checked").length, 1);
});

test("a port on which nothing listens fails in TCP", async () => {
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${await findClosedPort()}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyn-----", "no_answer"]);
  assert.deepEqual(seen.causes("tcp"), ["network.refused"]);
});

test("a server on IPv6 alone is reached by its address", async (t) => {
  if (!(await hasIpv6())) return t.skip("this machine has no IPv6 loopback");
  const { port } = await startApi(t, { host: "::1" });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://[::1]:${port}` });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.deepEqual(seen.facts("tcp", "connected to"), [`[::1]:${port}`]);
});

test("of a name with several addresses each is tried, and one that is dead is a warning", async (t) => {
  if (!(await hasIpv6())) return t.skip("this machine has no IPv6 loopback");
  const { port } = await startApi(t);
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://localhost:${port}` });
  if (seen.facts("dns", "address").length < 2) return t.skip("localhost has one address here");
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.ok(seen.facts("tcp", "address").some((each) => /^\[::1\]: ECONNREFUSED/.test(each)));
  assert.ok(seen.facts("tcp", "address").some((each) => /^127\.0\.0\.1: connected/.test(each)));
  assert.match(seen.facts("tcp", "warning")[0] ?? "", /::1/);
});

test("an address that is dead is named beside the one that answers", async (t) => {
  if (!(await hasIpv6())) return t.skip("this machine has no IPv6 loopback");
  const { port } = await startApi(t);
  const url = new URL(`http://two.test:${port}/`);
  const lookUp = async () => [
    { address: "::1", family: 6 },
    { address: "127.0.0.1", family: 4 },
  ];
  const order = makeOrder(url, { lookUp });
  const sent = await sendOnce(order);
  const { ok, facts } = await checkTcp({ url, hop: url, usesProxy: false }, sent, order);
  assert.equal(ok, true);
  const told = facts.map(({ name, value }) => `${name} ${value.replace(/ \(.*\)$/, "")}`);
  assert.deepEqual(told.slice(0, 3), [
    `connected to 127.0.0.1:${port}`,
    "address [::1]: ECONNREFUSED",
    "address 127.0.0.1: connected",
  ]);
  assert.match(told[3] ?? "", /^warning No connection to \[::1\]/);
});

test("a password in the base URL is shown nowhere", async () => {
  for (const args of [[], ["--base-url", "https://me:hunter2secret@relay.test"]]) {
    const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://me:hunter2secret@relay.test" }, args);
    assert.deepEqual([seen.marks, seen.exit.name], ["ny--------", "usage"]);
    assert.doesNotMatch(JSON.stringify([seen.layer("configuration"), seen.error]), /hunter2/);
  }
});

for (const [name, refusal, said] of [
  ["asks for a login", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", /407/],
  ["refuses", "HTTP/1.1 403 Forbidden\r\n\r\n", /403/],
] as const) {
  test(`a proxy that ${name} fails as the proxy, which itself was reached, and its password is not shown`, async (t) => {
    const proxy = await startProxy(t, 0, refusal);
    const seen = await seeDoctor({
      SANDBOX_BASE_URL: "https://relay.test",
      HTTPS_PROXY: `http://me:hunter2secret@127.0.0.1:${proxy.port}`,
    });
    assert.deepEqual([seen.marks, seen.exit.name], ["yynyy-----", "no_answer"]);
    assert.deepEqual(seen.causes("proxy"), ["network.proxy"]);
    assert.match(seen.facts("proxy", "problem")[0] ?? "", said);
    assert.match(seen.facts("proxy", "route")[0] ?? "", new RegExp(`127.0.0.1:${proxy.port} \\(HTTPS_PROXY\\)`));
    assert.doesNotMatch(JSON.stringify(seen.layer("proxy")), /hunter2/);
  });
}

test("a proxy that takes the connection and never answers fails as the proxy, in its own time and not in TCP's", async (t) => {
  const proxy = await startSilentServer(t);
  const env = { SANDBOX_BASE_URL: "https://relay.test", HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
  const seen = await seeDoctor(env, ["--timeout", "400ms"]);
  assert.deepEqual([seen.marks, seen.exit.name], ["yynyy-----", "no_answer"]);
  assert.match(
    seen.facts("proxy", "problem")[0] ?? "",
    /^the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) did not answer within/,
  );
  assert.ok(seen.layer("proxy").durationMs > 200, `${seen.layer("proxy").durationMs}`);
  assert.ok(seen.layer("tcp").durationMs < 200, `${seen.layer("tcp").durationMs}`);
});

test("a proxy that nobody runs fails as the proxy and in TCP, with one diagnosis", async () => {
  const seen = await seeDoctor({
    SANDBOX_BASE_URL: "https://relay.test",
    HTTPS_PROXY: `http://127.0.0.1:${await findClosedPort()}`,
  });
  assert.deepEqual([seen.marks, seen.exit.name], ["yynyn-----", "no_answer"]);
  assert.deepEqual([seen.causes("proxy"), seen.causes("tcp")], [["network.proxy"], []]);
});

test("a proxy whose name nobody has fails as the proxy and in DNS", async () => {
  const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://relay.test", HTTPS_PROXY: "http://proxy.invalid:3128" });
  assert.deepEqual([seen.marks, seen.exit.name], ["yynn------", "no_answer"]);
});

test("a variable that names no proxy fails as the proxy, and nothing is sent", async () => {
  const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://relay.test", HTTPS_PROXY: "socks5://127.0.0.1:1080" });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyn-------", "no_answer"]);
  assert.deepEqual(seen.causes("proxy"), ["network.proxy"]);
  assert.match(seen.facts("proxy", "problem")[0] ?? "", /^HTTPS_PROXY names a proxy of the kind socks5:\/\//);
});

test("the loopback is called directly whatever the variables say, and ALL_PROXY has no effect", async (t) => {
  const { port } = await startApi(t);
  const seen = await seeDoctor({
    SANDBOX_BASE_URL: `http://127.0.0.1:${port}`,
    HTTP_PROXY: "http://proxy.invalid:1",
    ALL_PROXY: "socks5://proxy.invalid:1",
  });
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyyyyyy", "ok"]);
  assert.match(seen.facts("proxy", "route")[0] ?? "", /^direct/);
  assert.deepEqual(seen.facts("proxy", "variables"), ["HTTP_PROXY, ALL_PROXY"]);
  assert.match(seen.facts("proxy", "warning")[0] ?? "", /ALL_PROXY/);
});

for (const [env, said] of [
  [
    { HTTPS_PROXY: "http://p.invalid:1", NO_PROXY: "a.test, .invalid" },
    "direct: NO_PROXY excepts api.invalid (by .invalid)",
  ],
  [{ HTTP_PROXY: "http://p.invalid:1" }, "direct: HTTP_PROXY covers http:// alone, and HTTPS_PROXY is not set"],
] as const) {
  test(`why no proxy is used is said: ${said}`, async () => {
    const seen = await seeDoctor({ SANDBOX_BASE_URL: "https://api.invalid", ...env });
    assert.deepEqual(seen.facts("proxy", "route"), [said]);
  });
}

test("a server that accepts and never answers fails in HTTP after the time that was given", async (t) => {
  const { port } = await startApi(t, { withoutKey: "" });
  const seen = await seeDoctor({ SANDBOX_BASE_URL: `http://127.0.0.1:${port}` }, ["--timeout", "300ms"]);
  assert.deepEqual([seen.marks, seen.exit.name], ["yyyyyy-n--", "no_answer"]);
});
