import assert from "node:assert/strict";
import { test } from "node:test";
import { isApiHost, isPrivateHost, readOtherHost } from "../../src/catalog/hosts.js";

const OTHERS = ["21st.dev", "an.dev:443", "API.21st.dev.", "mcp.21st.dev", "api.e2b.app", "api.openai.com"];
for (const host of OTHERS) {
  test(`${host} is known for something else`, () => assert.notEqual(readOtherHost(host), undefined));
}

const OPEN = [
  "relay.an.dev",
  "relay-staging.an.dev",
  "relay.example.com",
  "localhost:3000",
  "notopenai.com",
  "an.dev.example",
];
for (const host of OPEN) {
  test(`${host} is not known for anything else`, () => assert.equal(readOtherHost(host), undefined));
}

test("the API's host is known in any spelling", () => {
  for (const host of ["relay.an.dev", "RELAY.an.dev:443", "relay.an.dev."]) assert.ok(isApiHost(host), host);
  assert.ok(!isApiHost("relay.an.dev.example"));
});

test("this machine and private networks are told from the rest", () => {
  for (const host of ["localhost:1", "127.0.0.1", "10.1.2.3:80", "192.168.0.1", "a.internal"])
    assert.ok(isPrivateHost(host), host);
  for (const host of ["relay.an.dev", "11.1.2.3", "example.com"]) assert.ok(!isPrivateHost(host), host);
});
