import assert from "node:assert/strict";
import test from "node:test";
import { findKeyProblem } from "../../src/causes/evidence/key-problem.js";
import { sampleToken } from "../../src/causes/evidence/sample-token.js";
import { answeredDocumented, answeredJson, answeredText, SAMPLE_KEY } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { decodeCredential } from "../../src/exchange/decode-credential.js";
import type { Exchange } from "../../src/exchange/exchange.js";
import { readMessage } from "../../src/exchange/read-message.js";

function causesOf(exchange: Exchange): string[] {
  return diagnose(exchange).map(({ cause }) => cause);
}

function refused(authorization: string | null): Exchange {
  return answeredDocumented({ authorization }, 401, "unauthorized", "Invalid or missing API key");
}

function problemOf(text: string): string | undefined {
  const headers = [{ name: "Authorization", value: `Bearer ${text}` }];
  return findKeyProblem(decodeCredential({ method: "GET", url: "/", headers, body: null }))?.kind;
}

const HEX = SAMPLE_KEY.slice("21st_sk_".length);
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  unset: ["undefined", "null", "$KEY", `\${KEY}`, "%KEY%", "{{ api_key }}", `\${{ secrets.KEY }}`, "21st_sk_undefined"],
  placeholder: [
    "<your_api_key>",
    "YOUR_API_KEY",
    "21st_sk_...",
    "21st_sk_xxxxxxxx",
    "an_t_...",
    "********",
    "test-key",
  ],
  foreign: ["sk-ant-api03-x", "ghp_0123456789", "e2b_0123", `sk-or-v1-${HEX}`, "xoxb-1-2"],
  mangled: [
    `"${SAMPLE_KEY}"`,
    `${SAMPLE_KEY} `,
    `<${SAMPLE_KEY}>`,
    `${SAMPLE_KEY.slice(0, 12)}…cdef`,
    `\u201c${SAMPLE_KEY}`,
  ],
  suspicious: [SAMPLE_KEY.slice(0, -1), `${SAMPLE_KEY}a`, `21st_sk_${HEX.toUpperCase()}`, HEX],
};

for (const [kind, texts] of Object.entries(TEXTS)) {
  for (const text of texts) {
    const shown = text.replaceAll(HEX, "<64 hex digits>");
    test(`the key text ${shown} is ${kind}`, () => assert.equal(problemOf(text), kind));
  }
}

test("a well-formed key has no problem", () => assert.equal(problemOf(SAMPLE_KEY), undefined));

test("the damage of a key is told by place, never by quoting the key", () => {
  const [first] = diagnose(refused(`Bearer ${SAMPLE_KEY.slice(0, 40)} ${SAMPLE_KEY.slice(40)}`));
  assert.equal(first?.cause, "key.mangled");
  assert.match(JSON.stringify(first), /a space \(U\+0020\) at position 41/);
  assert.doesNotMatch(JSON.stringify(first), /0123456789abcdef/);
});

test("a server that recognised the key is believed, whatever the key looks like", () => {
  const answer = answeredJson({ authorization: "Bearer 21st_sk_0123" }, 403, { error: "API key is inactive" });
  assert.equal(causesOf(answer)[0], "key.inactive");
});

test("a sentence that lists several reasons names none of them", () => {
  const answer = answeredDocumented({}, 401, "unauthorized", "The API key is invalid, expired, or missing");
  assert.equal(causesOf(answer)[0], "key.unknown");
});

test("without the request a general 401 gives at most three possibilities, none of them certain", () => {
  for (const text of ["Request failed: 401", "Missing or invalid Authorization header", "Unauthorized"]) {
    const found = diagnose(readMessage(text));
    assert.ok(found.length >= 2 && found.length <= 3, text);
    assert.ok(
      found.every(({ confidence }) => confidence === "possible"),
      text,
    );
  }
});

test("a credential is not blamed for answers that are about something else", () => {
  const unset = { authorization: "Bearer undefined" };
  const answers = [
    answeredJson(unset, 404, { error: { code: "sandbox_not_found", message: "Sandbox not found" } }),
    answeredJson(unset, 400, { error: { code: "invalid_request", message: "sandboxId is required", status: 400 } }),
    answeredJson({}, 500, { error: { code: "internal_error", message: "401: Invalid API key" } }),
    answeredJson({}, 403, { error: { code: "vault_resolution_failed", message: "Vault is not available" } }),
    answeredText(unset, 403, "<html><title>Just a moment...</title></html>", "text/html", { server: "cloudflare" }),
  ];
  for (const answer of answers) {
    const blamed = causesOf(answer).filter((cause) => cause.startsWith("key.") || cause.startsWith("token."));
    assert.deepEqual(blamed, []);
  }
});

test("a token is judged by the time of its request, not by the time of reading", () => {
  const token = sampleToken();
  const later = refused(`Bearer ${token}`);
  assert.equal(causesOf(later)[0], "token.rejected");
  assert.equal(causesOf({ ...later, sentAt: Date.UTC(2026, 5, 21), receivedAt: null })[0], "token.expired");
  assert.equal(causesOf({ ...later, sentAt: Date.UTC(2026, 5, 19), receivedAt: null })[0], "token.not_yet_valid");
});

test("a header that the client refused to send points at the character", () => {
  const message =
    "TypeError: Cannot convert argument to a ByteString because the character at index 79 has a value of 8230 which is greater than 255.";
  const [first] = diagnose(readMessage(message));
  assert.equal(first?.cause, "key.mangled");
  assert.match(first?.explanation ?? "", /U\+2026/);
});

test("an answer that repeats the key gets a warning beside its own cause, and the token just minted gets none", () => {
  const trace = answeredText({}, 500, `<title>Error</title><pre>Error: params: ab,${SAMPLE_KEY},1</pre>`);
  const found = diagnose(trace);
  assert.deepEqual(
    found.slice(1).map(({ cause, severity }) => ({ cause, severity })),
    [{ cause: "key.leaked", severity: "warning" }],
  );
  assert.doesNotMatch(JSON.stringify(found), /0123456789abcdef/);
  const minted = answeredJson({ path: "/v1/tokens", json: {} }, 201, { token: sampleToken(), expiresAt: "x" });
  assert.deepEqual(causesOf(minted), []);
});
