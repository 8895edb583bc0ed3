import assert from "node:assert/strict";
import { test } from "node:test";
import type { OptionValues } from "../../src/commands/command.js";
import { readSettings, type Settings } from "../../src/commands/settings.js";
import { UsageError } from "../../src/commands/usage-error.js";
import { createFakeHost } from "../fakes/fake-host.js";

function read(options: OptionValues = {}, env: Readonly<Record<string, string>> = {}): Settings {
  return readSettings(createFakeHost({ env }), options);
}

test("without options and variables the defaults hold", () => {
  const { baseUrl, ...rest } = read();
  assert.equal(baseUrl.href, "https://relay.an.dev/");
  assert.deepEqual(rest, {
    agent: null,
    timeoutMs: null,
    idleTimeoutMs: null,
    policy: { maxAttempts: 5, maxWaitMs: 120_000, retryUnsafe: false, jitter: true, ci: false },
  });
});

interface Setting {
  readonly option: string;
  readonly variable: string;
  readonly flag: string;
  readonly env: string;
  readonly value: (settings: Settings) => unknown;
  readonly fromFlag: unknown;
  readonly fromEnv: unknown;
}

const SETTINGS: readonly Setting[] = [
  {
    option: "timeout",
    variable: "SANDBOX_TIMEOUT",
    flag: "90",
    env: "2m",
    value: (s) => s.timeoutMs,
    fromFlag: 90_000,
    fromEnv: 120_000,
  },
  {
    option: "maxWait",
    variable: "SANDBOX_MAX_WAIT",
    flag: "0",
    env: "1h30m",
    value: (s) => s.policy.maxWaitMs,
    fromFlag: 0,
    fromEnv: 5_400_000,
  },
  {
    option: "maxAttempts",
    variable: "SANDBOX_MAX_ATTEMPTS",
    flag: "1",
    env: "9",
    value: (s) => s.policy.maxAttempts,
    fromFlag: 1,
    fromEnv: 9,
  },
  {
    option: "agent",
    variable: "SANDBOX_AGENT",
    flag: "a",
    env: "b",
    value: (s) => s.agent,
    fromFlag: "a",
    fromEnv: "b",
  },
  {
    option: "baseUrl",
    variable: "SANDBOX_BASE_URL",
    flag: "https://a.example/x",
    env: "http://127.0.0.1:3009",
    value: (s) => s.baseUrl.href,
    fromFlag: "https://a.example/x",
    fromEnv: "http://127.0.0.1:3009/",
  },
];

for (const { option, variable, flag, env, value, fromFlag, fromEnv } of SETTINGS) {
  test(`--${option} beats ${variable}, which beats the default; set but empty counts as not set`, () => {
    assert.deepEqual(value(read({ [option]: flag }, { [variable]: env })), fromFlag);
    assert.deepEqual(value(read({}, { [variable]: env })), fromEnv);
    assert.deepEqual(value(read({}, { [variable]: "" })), value(read()));
  });
}

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  timeout: ["", "soon", "-1", "1.5s", "1e3"],
  idleTimeout: ["soon"],
  maxWait: ["forever", "-5s"],
  maxAttempts: ["", "0", "-1", "1.5", "many", "10000", "0x5"],
  baseUrl: [
    ...["", "relay.an.dev", "ftp://a.b", "file:///etc", "javascript:1", "https://", "https://me:pw@a.b"],
    ...["https://a.b?x=1", "https://a.b#x", "http://relay.an.dev", "http://192.168.1.2"],
  ],
};

for (const [option, values] of Object.entries(REFUSED)) {
  for (const value of values) {
    test(`--${option} ${JSON.stringify(value)} is a usage error that says the way out`, () => {
      assert.throws(
        () => read({ [option]: value }),
        (error) => error instanceof UsageError && error.hint !== null,
      );
    });
  }
}

test("plain HTTP goes to the loopback alone", () => {
  for (const url of ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"]) {
    assert.equal(read({ baseUrl: url }).baseUrl.protocol, "http:", url);
  }
});

test("a path of the base address is kept", () => {
  assert.equal(read({ baseUrl: "https://a.b/relay/" }).baseUrl.pathname, "/relay/");
});

for (const [value, ci] of [
  ["1", true],
  ["true", true],
  ["yes", true],
  ["", false],
  ["0", false],
  ["false", false],
  ["FALSE", false],
] as const) {
  test(`CI=${value} ${ci ? "is" : "is not"} CI`, () => assert.equal(read({}, { CI: value }).policy.ci, ci));
}

test("retries of what is unsafe, and no jitter, are asked for", () => {
  const { policy } = read({ retryUnsafe: true, jitter: false });
  assert.deepEqual([policy.retryUnsafe, policy.jitter], [true, false]);
});
