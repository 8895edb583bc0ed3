import assert from "node:assert/strict";
import { test } from "node:test";
import { findExemption, findProxy, nameProxy, readProxyCredentials } from "../../src/http/proxy.js";

const API = new URL("https://relay.an.dev/v1/x");
const ENV = { HTTPS_PROXY: "http://me:p%40ss@proxy.corp:3128", HTTP_PROXY: "http://plain.corp" };

function shown(url: URL, env: Record<string, string>): string | null {
  const found = findProxy(url, env);
  if (found === null) return null;
  return "invalid" in found ? found.invalid : nameProxy(found);
}

test("the scheme of the URL chooses the variable", () => {
  assert.equal(shown(API, ENV), "proxy.corp:3128 (HTTPS_PROXY)");
  assert.equal(shown(new URL("http://relay.an.dev/"), ENV), "plain.corp:80 (HTTP_PROXY)");
  assert.equal(shown(API, { HTTP_PROXY: "http://plain.corp" }), null);
});

test("the lower-case name comes first, and an empty value counts as none", () => {
  assert.equal(shown(API, { ...ENV, https_proxy: "http://lower.corp:1" }), "lower.corp:1 (https_proxy)");
  assert.equal(shown(API, { ...ENV, https_proxy: "" }), "proxy.corp:3128 (HTTPS_PROXY)");
  assert.equal(shown(API, { HTTPS_PROXY: " " }), null);
});

test("a value without a scheme is an http proxy", () => {
  assert.equal(shown(API, { HTTPS_PROXY: "proxy.corp:8080" }), "proxy.corp:8080 (HTTPS_PROXY)");
});

test("a value that cannot be used is called by its variable, without what it holds", () => {
  assert.match(shown(API, { HTTPS_PROXY: "http://me:secret@bad host" }) ?? "", /^HTTPS_PROXY holds no URL/);
  assert.match(
    shown(API, { HTTPS_PROXY: "socks5://me:secret@x:1" }) ?? "",
    /^HTTPS_PROXY names a proxy of the kind socks5:/,
  );
  assert.doesNotMatch(shown(API, { HTTPS_PROXY: "socks5://me:secret@x:1" }) ?? "", /secret/);
});

test("the loopback never uses a proxy", () => {
  for (const host of ["localhost:1", "127.0.0.1", "127.9.9.9", "127.1", "[::1]:8080", "LOCALHOST."]) {
    assert.equal(shown(new URL(`https://${host}/`), ENV), null, host);
  }
  assert.notEqual(shown(new URL("https://127.0.0.1.example/"), ENV), null);
  assert.notEqual(shown(new URL("https://localhost.example/"), ENV), null);
});

for (const [list, exempt] of [
  ["*", true],
  ["relay.an.dev", true],
  ["RELAY.AN.DEV", true],
  ["an.dev", true],
  [".an.dev", true],
  ["*.an.dev", true],
  ["other.dev, an.dev", true],
  ["other.dev an.dev", true],
  ["relay.an.dev:443", true],
  ["relay.an.dev:8443", false],
  ["n.dev", false],
  ["relay", false],
  ["relay.an.dev.example", false],
  [",", false],
  ["", false],
] as const) {
  test(`NO_PROXY=${JSON.stringify(list)} ${exempt ? "exempts" : "does not exempt"} relay.an.dev`, () => {
    assert.equal(findProxy(API, { ...ENV, NO_PROXY: list }) === null, exempt);
    assert.equal(findProxy(API, { ...ENV, no_proxy: list }) === null, exempt);
  });
}

test("NO_PROXY takes addresses, with brackets, ports or neither", () => {
  for (const list of ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:443"]) {
    assert.equal(findProxy(new URL("https://[2001:db8::1]/"), { ...ENV, NO_PROXY: list }), null, list);
  }
  assert.equal(findProxy(new URL("https://10.0.0.1/"), { ...ENV, NO_PROXY: "10.0.0.1" }), null);
});

test("credentials are decoded, and absent where the URL holds none", () => {
  const proxy = findProxy(API, ENV);
  assert.ok(proxy !== null && "url" in proxy);
  assert.equal(readProxyCredentials(proxy), `Basic ${Buffer.from("me:p@ss").toString("base64")}`);
  assert.equal(readProxyCredentials({ url: new URL("http://x:1"), variable: "HTTP_PROXY" }), undefined);
  const odd = { url: new URL("http://100%25%zz:y@x:1"), variable: "HTTP_PROXY" };
  assert.match(readProxyCredentials(odd) ?? "", /^Basic /);
});

for (const [host, list, exempt] of [
  ["10.1.2.3", "10.0.0.0/8", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["10.1.2.3", "192.168.0.0/16, 10.1.2.0/24", true],
  ["[fd00::5]", "fd00::/8", true],
  ["[fd00::5]", "[fd00::]/8", true],
  ["[2001:db8::1]", "fd00::/8", false],
  ["10.1.2.3", "10.0.0.0/99", false],
  ["10.1.2.3", "10.0.0.0/", false],
  ["relay.test", "10.0.0.0/8", false],
  ["relay.test", "relay.test.", true],
] as const) {
  test(`${host} is ${exempt ? "" : "not "}excepted by NO_PROXY=${list}`, () => {
    const url = new URL(`https://${host}/`);
    const env = { HTTPS_PROXY: "http://proxy.test:3128", NO_PROXY: list };
    assert.equal(findProxy(url, env) === null, exempt);
    assert.equal(findExemption(url, env) !== null, exempt);
  });
}

test("an exemption is told with its variable and entry; the lower-case one counts, as in curl", () => {
  const url = new URL("https://relay.test/");
  assert.deepEqual(findExemption(url, { NO_PROXY: "a.test, *.Test" }), { variable: "NO_PROXY", entry: "*.Test" });
  assert.deepEqual(findExemption(url, { no_proxy: "*", NO_PROXY: "relay.test" }), { variable: "no_proxy", entry: "*" });
  assert.equal(findExemption(url, {}), null);
});
