import assert from "node:assert/strict";
import { test } from "node:test";
import type { OptionValues } from "../../src/commands/command.js";
import { findKey } from "../../src/commands/find-key.js";
import { UsageError } from "../../src/commands/usage-error.js";
import { createFakeHost, type FakeHostOptions } from "../fakes/fake-host.js";

const CREDENTIALS = { "/home/me/.an/credentials": '{"apiKey":"from-credentials"}' };
const EVERYWHERE: FakeHostOptions = {
  env: { SANDBOX_API_KEY: "from-first", API_KEY_21ST: "from-second", AN_API_KEY: "from-third" },
  homeFolder: "/home/me",
  files: { ...CREDENTIALS, "key.txt": "from-file\n" },
  stdin: "from-stdin\n",
};

function find(options: OptionValues, host: FakeHostOptions = EVERYWHERE) {
  return findKey(createFakeHost(host), options);
}

const LOWER = ["env:SANDBOX_API_KEY", "env:API_KEY_21ST", "env:AN_API_KEY", "credentials"] as const;

const ORDER: readonly (readonly [string, OptionValues, FakeHostOptions, string, string, readonly string[]])[] = [
  ["an option", { apiKey: "from-flag" }, EVERYWHERE, "from-flag", "flag", LOWER],
  ["a file", { apiKeyFile: "key.txt" }, EVERYWHERE, "from-file", "file", LOWER],
  ["standard input", { apiKeyStdin: true }, EVERYWHERE, "from-stdin", "stdin", LOWER],
  ["the first variable", {}, EVERYWHERE, "from-first", LOWER[0], LOWER.slice(1)],
  [
    "the second variable",
    {},
    { ...EVERYWHERE, env: { API_KEY_21ST: "b", AN_API_KEY: "c" } },
    "b",
    LOWER[1],
    LOWER.slice(2),
  ],
  ["the third variable", {}, { ...EVERYWHERE, env: { AN_API_KEY: "c" } }, "c", LOWER[2], LOWER.slice(3)],
  ["the credentials", {}, { ...EVERYWHERE, env: {} }, "from-credentials", "credentials", []],
];

for (const [name, options, host, text, source, hides] of ORDER) {
  test(`the key of ${name} is used, and names what it hides`, async () => {
    assert.deepEqual(await find(options, host), { text, source, hides });
  });
}

test("without any source there is no key", async () => {
  assert.deepEqual(await find({}, {}), { text: null, source: null, hides: [] });
});

test("a variable that is set but empty is found, and hides the lower ones", async () => {
  const found = await find({}, { ...EVERYWHERE, env: { SANDBOX_API_KEY: "", AN_API_KEY: "c" } });
  assert.deepEqual(found, { text: "", source: "env:SANDBOX_API_KEY", hides: ["env:AN_API_KEY", "credentials"] });
});

const TRIMMED: readonly (readonly [string, string])[] = [
  ["key\n", "key"],
  ["key\r\n", "key"],
  ["key", "key"],
  ["\uFEFFkey\n", "key"],
  ["key\n\n", "key\n"],
  [" key ", " key "],
  ["", ""],
];

for (const [content, text] of TRIMMED) {
  test(`of ${JSON.stringify(content)} in a file or on standard input one line break is removed`, async () => {
    assert.equal((await find({ apiKeyFile: "k" }, { files: { k: content } })).text, text);
    assert.equal((await find({ apiKeyStdin: true }, { stdin: content })).text, text);
  });
}

const BROKEN_CREDENTIALS = [
  "",
  "{",
  "[]",
  "null",
  "{}",
  '{"apiKey":7}',
  '{"__proto__":{"apiKey":"x"}}',
  "x".repeat(100_000),
];

for (const content of BROKEN_CREDENTIALS) {
  test(`the credentials ${JSON.stringify(content.slice(0, 40))} hold no key`, async () => {
    const host = { homeFolder: "/home/me", files: { "/home/me/.an/credentials": content } };
    assert.deepEqual(await find({}, host), { text: null, source: null, hides: [] });
  });
}

const REFUSED: Readonly<Record<string, readonly [OptionValues, FakeHostOptions]>> = {
  "a file that is missing": [{ apiKeyFile: "nowhere" }, {}],
  "a file that is no key": [{ apiKeyFile: "k" }, { files: { k: "x".repeat(100_000) } }],
  "standard input that is a terminal": [{ apiKeyStdin: true }, { stdinIsTTY: true }],
  "standard input that is no key": [{ apiKeyStdin: true }, { stdin: "x".repeat(100_000) }],
  "two sources at once": [{ apiKey: "a", apiKeyFile: "k" }, { files: { k: "b" } }],
};

for (const [name, [options, host]] of Object.entries(REFUSED)) {
  test(`${name} is a usage error that says the way out`, async () => {
    await assert.rejects(find(options, host), (error) => error instanceof UsageError && error.hint !== null);
  });
}
