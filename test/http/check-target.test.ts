import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTarget } from "../../src/http/check-target.js";

for (const url of ["https://relay.an.dev", "http://localhost:3000/x", "http://127.0.0.1:1", "http://[::1]/"]) {
  test(`${url} may be sent a key`, () => assert.equal(checkTarget(new URL(url)), undefined));
}

for (const [url, reason] of [
  ["http://relay.an.dev/", /plain HTTP to relay\.an\.dev/],
  ["http://localhost.example/", /plain HTTP/],
  ["http://10.0.0.1:8080/", /plain HTTP to 10\.0\.0\.1:8080/],
  ["https://me:secret@relay.an.dev/", /user name or password/],
  ["http://relay.an.dev@127.0.0.1/", /user name or password/],
  ["ftp://relay.an.dev/", /ftp:/],
] as const) {
  test(`${url.replace("secret", "…")} may not, and the reason holds no secret`, () => {
    const said = checkTarget(new URL(url)) ?? "";
    assert.match(said, reason);
    assert.doesNotMatch(said, /secret/);
  });
}
