import assert from "node:assert/strict";
import { test } from "node:test";
import { makeToken, readLifeSeconds, verifyToken } from "../../src/mock/token.js";

const SECRET = "secret of this test";
const CLAIMS = { team_id: "t", iat: 1000, exp: 2000 };

test("a token lives as long as it says, one hour by default, a day at most", () => {
  const lives = { "90s": 90, "5m": 300, "2h": 7200, "1d": 86_400, "7d": 86_400, "0s": 0, "": 3600, "2 hours": 3600 };
  for (const [text, seconds] of Object.entries(lives)) assert.equal(readLifeSeconds(text), seconds, text);
  assert.equal(readLifeSeconds(`${"9".repeat(400)}d`), 86_400);
});

test("a token is a JWT that anyone can decode", () => {
  const [head = "", payload = ""] = makeToken(CLAIMS, SECRET).replace("an_t_", "").split(".");
  assert.deepEqual(JSON.parse(Buffer.from(head, "base64url").toString()), { alg: "HS256" });
  assert.deepEqual(JSON.parse(Buffer.from(payload, "base64url").toString()), CLAIMS);
});

test("a token is valid until the very second in which it expires", () => {
  const token = makeToken(CLAIMS, SECRET);
  assert.deepEqual(verifyToken(token, SECRET, 1_999_999), CLAIMS);
  assert.equal(verifyToken(token, SECRET, 2_000_000), undefined);
});

test("a token that this secret did not sign is none", () => {
  const token = makeToken(CLAIMS, SECRET);
  const forged = Buffer.from(JSON.stringify({ ...CLAIMS, exp: 9999 })).toString("base64url");
  const [head = "", payload = "", signature = ""] = token.split(".");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const texts = [
    makeToken(CLAIMS, "another"),
    `${head}.${forged}.${signature}`,
    `an_t_${none}.${payload}.`,
    token.replace("an_t_", ""),
    token.slice(0, -1),
    `${token}.`,
    "an_t_",
    "an_t_..",
    "",
  ];
  for (const text of texts) assert.equal(verifyToken(text, SECRET, 0), undefined, text);
});
