import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDPOINTS } from "../../src/catalog/endpoints.js";
import { matchRoute } from "../../src/catalog/match-route.js";

const ID = "7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6b";

for (const endpoint of ENDPOINTS) {
  test(`${endpoint.method} ${endpoint.path} is ${endpoint.id}, with or without a slash at its end`, () => {
    const path = endpoint.path.replace(/:\w+/g, ID);
    for (const given of [path, `${path}/`]) {
      const { endpoint: found, nearest, params } = matchRoute(endpoint.method, given);
      assert.deepEqual([found?.id, nearest], [endpoint.id, null]);
      assert.deepEqual(Object.keys(params), Object.keys(endpoint.params));
      for (const value of Object.values(params)) assert.equal(value, ID);
    }
  });
}

test("HEAD is answered where GET is", () => assert.equal(matchRoute("HEAD", "/health").endpoint?.id, "health"));

test("a path that exists under another method names the methods that it has", () => {
  const route = matchRoute("PUT", `/v1/sandboxes/${ID}`);
  assert.equal(route.endpoint, null);
  assert.deepEqual(route.onPath.map(({ method }) => method).sort(), ["DELETE", "GET"]);
  assert.equal(route.nearest, null);
  assert.deepEqual(route.params, { sandboxId: ID });
});

const NEAR_MISSES: readonly (readonly [string, string, string])[] = [
  ["GET", `/sandboxes/${ID}`, "sandboxes.get"],
  ["POST", "/sandboxes", "sandboxes.create"],
  ["POST", "/v1/sandbox", "sandboxes.create"],
  ["POST", "/v2/sandboxes", "sandboxes.create"],
  ["POST", "/v1/v1/sandboxes", "sandboxes.create"],
  ["POST", "//v1/sandboxes", "sandboxes.create"],
  ["POST", "/api/v1/sandboxes", "sandboxes.create"],
  ["GET", `/v1/sandboxes/${ID}/thread`, "threads.list"],
  ["POST", `/v1/sandboxes/${ID}/execute`, "sandboxes.exec"],
  ["POST", "/v1/chats/my-agent", "chat.send"],
  ["POST", "/v1/token", "tokens.create"],
  ["GET", "/v1/vaults", "vaults.list"],
  ["GET", "/healthz", "health"],
  ["GET", `/v1/sandboxes/${ID}/files/lists`, "files.list"],
  ["POST", "/V1/Sandboxes", "sandboxes.create"],
];

for (const [method, path, nearest] of NEAR_MISSES) {
  test(`${method} ${path.replace(ID, "<id>")} is no endpoint; the nearest is ${nearest}`, () => {
    const route = matchRoute(method, path);
    assert.equal(route.endpoint, null);
    assert.deepEqual(route.onPath, []);
    assert.equal(route.nearest?.id, nearest);
  });
}

test("an empty parameter fits no endpoint", () => {
  for (const path of ["/v1/sandboxes//threads", "/v1/chat/", "/v1/sandboxes//"]) {
    assert.equal(matchRoute("GET", path).endpoint, null, path);
  }
});

test("parameters are decoded where that is possible", () => {
  assert.equal(matchRoute("GET", "/v1/sandboxes/a%20b").params["sandboxId"], "a b");
  assert.equal(matchRoute("GET", "/v1/sandboxes/%zz").params["sandboxId"], "%zz");
  assert.equal(matchRoute("GET", "/v1/sandboxes/__proto__").params["sandboxId"], "__proto__");
});

test("a path of any length has an answer", () => {
  assert.equal(matchRoute("GET", "/").endpoint, null);
  assert.equal(matchRoute("GET", "").endpoint, null);
  assert.equal(matchRoute("GET", "/a".repeat(100_000)).endpoint, null);
});
