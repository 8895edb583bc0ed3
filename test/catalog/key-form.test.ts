import assert from "node:assert/strict";
import { test } from "node:test";
import {
  findKeyDefect,
  isWellFormedKey,
  type KeyDefect,
  looksLikeJwt,
  readForeignService,
  readKeyKind,
} from "../../src/catalog/key-form.js";

const HEX = "0123456789abcdef".repeat(4);
const KEY = `21st_sk_${HEX}`;
const shown = (text: string): string => JSON.stringify(text.replaceAll(HEX, "<64 hex digits>"));

for (const text of [KEY, `an_sk_${HEX}`]) {
  test(`${shown(text)} is a well-formed key without a defect`, () => {
    assert.ok(isWellFormedKey(text));
    assert.equal(findKeyDefect(text), undefined);
    assert.equal(readKeyKind(text), "key");
  });
}

const DEFECTS: Readonly<Record<KeyDefect["kind"], readonly string[]>> = {
  unset: [
    "",
    "  ",
    "undefined",
    "null",
    "None",
    "NaN",
    "$KEY",
    "$" + "{KEY}",
    "%KEY%",
    "{{ key }}",
    '"undefined"',
    "process.env.KEY",
    "[object Object]",
  ],
  placeholder: [
    "<your_api_key>",
    "YOUR_API_KEY",
    "your-key",
    "xxx",
    "...",
    "changeme",
    "21st_sk_...",
    "21st_sk_",
    "21st_sk_xxxx",
    "21st_sk_your_key",
    "an_sk_<key>",
    "an_sk_****",
  ],
  foreign: [
    "sk-ant-api03-x",
    "sk-proj-x",
    "ghp_x",
    "github_pat_x",
    "e2b_x",
    "AKIAABCDEFGHIJKL",
    "AIzaX",
    "xoxb-1",
    "hf_x",
    "glpat-x",
    "npm_x",
  ],
  mangled: [
    `"${KEY}"`,
    `'${KEY}'`,
    ` ${KEY}`,
    `${KEY} `,
    `${KEY}\n`,
    `${KEY}\r\n`,
    `21st_sk_ ${HEX}`,
    `${KEY}\u200b`,
    `\ufeff${KEY}`,
    `\u201c${KEY}\u201d`,
    `${KEY.slice(0, 20)}…`,
    "kéy",
    `${KEY}\t`,
    `${KEY}\u0000`,
  ],
  suspicious: [
    KEY.slice(0, -1),
    `${KEY}0`,
    `21st_sk_${HEX.toUpperCase()}`,
    `21st_sk_g${HEX.slice(1)}`,
    HEX,
    "hello-world-1",
  ],
};

for (const [kind, texts] of Object.entries(DEFECTS)) {
  for (const text of texts) {
    test(`the key text ${shown(text)} is ${kind}`, () => assert.equal(findKeyDefect(text)?.kind, kind));
  }
}

test("a defect never quotes the key", () => {
  for (const text of [...DEFECTS.mangled, ...DEFECTS.suspicious]) {
    assert.doesNotMatch(findKeyDefect(text)?.what ?? "", /[0-9a-f]{8}|hello/, shown(text));
  }
});

test("a defect names the place and the code point", () => {
  const defect = findKeyDefect(`${KEY}\n`);
  assert.deepEqual(defect, { kind: "mangled", what: "a line break (U+000A) at position 73 of 73", position: 72 });
});

test("a key that is one digit short says how many there are", () => {
  assert.match(findKeyDefect(KEY.slice(0, -1))?.what ?? "", /63 hex digits/);
});

test("the kind of a credential is read through quotes and spaces before it", () => {
  assert.equal(readKeyKind(` "${KEY}"`), "key");
  assert.equal(readKeyKind("an_t_eyJ"), "token");
  assert.equal(readKeyKind("sk-ant-x"), "other");
});

test("a JWT is three parts of base64url, the first of them an object", () => {
  assert.ok(looksLikeJwt("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln"));
  for (const text of ["eyJ.x", "abc.def.ghi", "eyJ..x", "x eyJ.y.z"]) assert.ok(!looksLikeJwt(text), text);
});

test("a prefix that belongs to nobody known is nobody's", () => assert.equal(readForeignService("zzz_123"), undefined));
