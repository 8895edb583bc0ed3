import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { createRedactor, REDACTED, redactKeyLike } from "../../src/text/redact.js";
import { createSecretRegistry } from "../../src/text/secret-registry.js";

const HEX = "0123456789abcdef".repeat(4);
const KEY = `21st_sk_${HEX}`;
/** A secret that no pattern knows, with every kind of character that an encoding changes. */
const SECRET = `p@ss wörd/"<&'+=\\%~${"x7".repeat(8)}`;

/** Every escape of one character, code point by code point. */
function each(text: string, write: (character: string) => string): string {
  return [...text].map(write).join("");
}

const hexOf = (text: string): string => Buffer.from(text).toString("hex");
const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in JSON": (text) => JSON.stringify(text),
  "in JSON within JSON": (text) => JSON.stringify(JSON.stringify(text)),
  "percent-encoded": (text) => encodeURIComponent(text),
  "percent-encoded in lower case": (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  "percent-encoded as a form": (text) => encodeURIComponent(text).replace(/%20/g, "+"),
  "percent-encoded whole": (text) => hexOf(text).replace(/../g, "%$&"),
  "in JSON escapes whole": (text) => each(text, unicode),
  "in HTML": (text) =>
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;"),
  "in hex": hexOf,
  "in upper-case hex": (text) => hexOf(text).toUpperCase(),
  reversed: (text) => [...text].reverse().join(""),
  "in base64": (text) => Buffer.from(text).toString("base64"),
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in base64 after one byte": (text) => Buffer.from(`:${text}:`).toString("base64"),
  "in base64 after two bytes": (text) => Buffer.from(`u:${text}:v`).toString("base64"),
  "in base64 as a Basic credential": (text) => Buffer.from(`user:${text}`).toString("base64"),
};

for (const [name, secret] of Object.entries({ key: KEY, secret: SECRET })) {
  const redact = createRedactor([secret]);
  for (const [encoding, encode] of Object.entries(ENCODINGS)) {
    test(`a ${name} ${encoding} is redacted`, () => {
      const encoded = encode(secret);
      const shown = redact(`before ${encoded} after`);
      assert.ok(shown.includes(REDACTED), shown);
      assert.ok(shown.startsWith("before ") && shown.endsWith(" after"), shown);
      // Of base64, the characters that share bits with a neighbour may stay: at most three at either end.
      for (let at = 0; at + 8 <= encoded.length; at += 1) {
        assert.ok(!shown.includes(encoded.slice(at, at + 8)), `${shown} holds ${encoded.slice(at, at + 8)}`);
      }
    });
  }
}

const KEY_LIKE: readonly string[] = [
  KEY,
  `an_sk_${HEX}`,
  `21st_sk_${HEX.slice(0, 12)}`,
  "an_t_eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln",
  `21st%5Fsk%5F${HEX}`,
  `an%5fsk%5f${HEX}`,
  `21st\\u005fsk\\u005f${HEX}`,
  `(${KEY})`,
  `key=${KEY}&x=1`,
  `"first line\\n${KEY}"`,
  `%3D${KEY}`,
  `KEY_${KEY}`,
  `21st%255Fsk%255F${HEX}`,
  `an\\\\u005fsk\\\\u005f${HEX}`,
];

for (const text of KEY_LIKE) {
  test(`what looks like a key is redacted though nobody named it: ${text.slice(0, 16)}…`, () => {
    assert.doesNotMatch(redactKeyLike(`x ${text} y`), /[0-9a-f]{8}|eyJ/);
  });
}

test("a password in a URL is redacted, the rest of the URL stays", () => {
  assert.equal(redactKeyLike("http://me:hunter2@proxy.example:3128/x"), `http://${REDACTED}@proxy.example:3128/x`);
});

test("a password that holds an @, and a token in place of a user, are redacted in URLs", () => {
  assert.equal(redactKeyLike("https://me:p@ss@example.com/x"), `https://${REDACTED}@example.com/x`);
  assert.equal(
    redactKeyLike(`git clone https://${"t0ken".repeat(6)}@example.com/x`),
    `git clone https://${REDACTED}@example.com/x`,
  );
});

const HARMLESS = [
  "can_t_connect_to_host",
  "http://localhost:3000?mail=someone@example.com",
  "https://someone@example.com/",
  "21st_sk_...",
  "21st_sk_<your key>",
  "an_sk_",
  "21st_sk_ and 64 lower-case hex digits",
  "undefined",
  "https://relay.an.dev:443/v1/sandboxes",
  "postgres://localhost:5432/db",
  "mailto:someone@example.com",
  "an_tenna",
];

for (const text of HARMLESS) {
  test(`the sample text ${JSON.stringify(text)} is not blanked`, () => assert.equal(redactKeyLike(text), text));
}

test("texts too short to be secrets blank no words", () => {
  assert.equal(createRedactor(["a", "the", "", "  ", "key"])("the key is a key"), "the key is a key");
});

test("a secret that is part of the mark changes nothing", () => {
  assert.equal(createRedactor(["redacted"])(createRedactor([KEY])(KEY)), REDACTED);
});

test("a secret with a line break at its end is found without it", () => {
  assert.equal(createRedactor([`${SECRET}\n`])(SECRET), REDACTED);
});

test("the longer of two secrets that begin alike is hidden whole", () => {
  assert.equal(createRedactor(["secret-one", "secret-one-and-two"])("secret-one-and-two"), REDACTED);
});

test("a registry hides what was added after it was handed out", () => {
  const registry = createSecretRegistry();
  assert.equal(registry.redact(SECRET), SECRET);
  registry.add(undefined, "", SECRET);
  assert.equal(registry.redact(SECRET), REDACTED);
  assert.doesNotMatch(registry.redact(KEY), /0123456789/);
});
