import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleToken } from "../../src/causes/evidence/sample-token.js";
import { SAMPLE_KEY } from "../../src/causes/example.js";
import type { CredentialScheme } from "../../src/exchange/credential.js";
import { decodeCredential, readTokenClaims } from "../../src/exchange/decode-credential.js";
import type { Request } from "../../src/exchange/exchange.js";

function requestOf(headers: Readonly<Record<string, string>>, url = "https://relay.an.dev/v1/sandboxes"): Request {
  return { method: "GET", url, headers: Object.entries(headers).map(([name, value]) => ({ name, value })), body: null };
}

const AUTHORIZATION = "request.headers.authorization";

const HEADERS: readonly (readonly [string, CredentialScheme, string, string | null])[] = [
  [`Bearer ${SAMPLE_KEY}`, "bearer", SAMPLE_KEY, "Bearer"],
  ["Bearer undefined", "bearer", "undefined", "Bearer"],
  ["Bearer ", "bearer", "", "Bearer"],
  ["Bearer", "bearer", "", "Bearer"],
  ["", "bearer", "", null],
  [`Bearer  ${SAMPLE_KEY}`, "bearer", ` ${SAMPLE_KEY}`, "Bearer"],
  [`bearer ${SAMPLE_KEY}`, "bearer_wrong_case", SAMPLE_KEY, "bearer"],
  [`BEARER ${SAMPLE_KEY}`, "bearer_wrong_case", SAMPLE_KEY, "BEARER"],
  [`Bearer Bearer ${SAMPLE_KEY}`, "bearer_twice", SAMPLE_KEY, "Bearer Bearer"],
  [`Bearer bearer ${SAMPLE_KEY}`, "bearer_twice", SAMPLE_KEY, "Bearer Bearer"],
  [SAMPLE_KEY, "bare", SAMPLE_KEY, null],
  [`Bearer: ${SAMPLE_KEY}`, "bare", `Bearer: ${SAMPLE_KEY}`, null],
  ["Basic dXNlcjpwYXNz", "basic", "dXNlcjpwYXNz", "Basic"],
  ["basic dXNlcjpwYXNz", "basic", "dXNlcjpwYXNz", "basic"],
  [`Token ${SAMPLE_KEY}`, "other_scheme", SAMPLE_KEY, "Token"],
  [`ApiKey ${SAMPLE_KEY}`, "other_scheme", SAMPLE_KEY, "ApiKey"],
  [`Api-Key ${SAMPLE_KEY}`, "other_scheme", SAMPLE_KEY, "Api-Key"],
];

for (const [header, scheme, text, word] of HEADERS) {
  test(`the header ${JSON.stringify(header.replaceAll(SAMPLE_KEY, "<key>"))} is of the scheme ${scheme}`, () => {
    const found = decodeCredential(requestOf({ aUtHoRiZaTiOn: header }));
    const { where, schemeWord } = found;
    const expectedWord = scheme === "bare" || header === "" ? null : word;
    assert.deepEqual({ ...found, where, schemeWord }, { ...found, scheme, text, where: AUTHORIZATION });
    if (scheme !== "bare") assert.equal(schemeWord, expectedWord);
  });
}

for (const name of ["x-api-key", "API-Key", "X-Auth-Token", "apikey"]) {
  test(`a key in the header ${name} is found`, () => {
    const { scheme, where, text, kind } = decodeCredential(requestOf({ [name]: SAMPLE_KEY }));
    assert.deepEqual(
      [scheme, where, text, kind],
      ["x_api_key", `request.headers.${name.toLowerCase()}`, SAMPLE_KEY, "key"],
    );
  });
}

for (const name of ["api_key", "apiKey", "key", "token", "access_token"]) {
  test(`a key in the query parameter ${name} is found`, () => {
    const url = `https://relay.an.dev/v1/sandboxes?a=1&${name}=${SAMPLE_KEY}#x`;
    const { scheme, where, text } = decodeCredential(requestOf({ accept: "*/*" }, url));
    assert.deepEqual([scheme, where, text], ["query", `request.url.query.${name}`, SAMPLE_KEY]);
  });
}

test("an Authorization header hides every other place", () => {
  const { scheme } = decodeCredential(requestOf({ "x-api-key": SAMPLE_KEY, authorization: "Bearer x" }));
  assert.equal(scheme, "bearer");
});

test("a known request without a credential has none, and of an unknown one nothing is known", () => {
  assert.equal(decodeCredential(requestOf({ accept: "*/*" })).scheme, "absent");
  assert.equal(decodeCredential(requestOf({})).scheme, "absent");
  assert.equal(decodeCredential(null).scheme, "unknown");
  assert.equal(decodeCredential({ method: "GET", url: null, headers: [], body: null }).scheme, "unknown");
});

test("a token is read without its secret", () => {
  const token = sampleToken({ agents: ["a", 7, "b"], user_id: "u", end_user_id: "e", nbf: 5 });
  const { isToken, kind, token: claims, defect } = decodeCredential(requestOf({ authorization: `Bearer ${token}` }));
  assert.deepEqual([isToken, kind, defect], [true, "token", null]);
  assert.deepEqual(
    [claims?.agents, claims?.teamId, claims?.userId, claims?.endUserId, claims?.notBefore],
    [["a", "b"], "t1", "u", "e", 5],
  );
  assert.equal((claims?.expiresAt ?? 0) - (claims?.issuedAt ?? 0), 3600);
});

test("a JWT without its prefix is a token, too", () => {
  const { isToken, kind, token } = decodeCredential(requestOf({ authorization: `Bearer ${sampleToken({}, "")}` }));
  assert.deepEqual([isToken, kind, token === null], [true, "other", false]);
});

const base64 = (text: string): string => btoa(text).replace(/=+$/, "");
const NO_TOKENS: Readonly<Record<string, string>> = {
  "two parts": `an_t_${base64("{}")}.${base64("{}")}`,
  "parts that are no base64": "an_t_!.!.!",
  "parts that are no JSON": `an_t_${base64("x")}.${base64("y")}.z`,
  "claims that are a list": `an_t_${base64("{}")}.${base64("[]")}.z`,
  "claims that are no UTF-8": `an_t_${base64("{}")}.${base64('{"a":"\xff"}')}.z`,
  "more than 16 KiB": `an_t_${base64("{}")}.${base64(`{"a":"${"x".repeat(20_000)}"}`)}.z`,
  nothing: "",
};

for (const [name, text] of Object.entries(NO_TOKENS)) {
  test(`a token of ${name} has no claims`, () => assert.equal(readTokenClaims(text), null));
}

test("claims of the wrong type are no claims, and an own __proto__ is none of ours", () => {
  const claims = { exp: "soon", iat: null, agents: "a", team_id: 7 };
  const token = `an_t_${base64("{}")}.${base64(JSON.stringify(claims).replace("{", '{"__proto__":{"nbf":1},'))}.z`;
  assert.deepEqual(readTokenClaims(token), {
    expiresAt: null,
    issuedAt: null,
    notBefore: null,
    agents: null,
    teamId: null,
    userId: null,
    endUserId: null,
  });
});
