import assert from "node:assert/strict";
import { test } from "node:test";
import { exitOfAnswer } from "../../src/commands/exit-of-answer.js";
import { sendWithRetries } from "../../src/commands/send-with-retries.js";
import type { Exchange, Header } from "../../src/exchange/exchange.js";
import { textBody } from "../../src/exchange/exchange.js";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "../../src/retry/policy.js";
import { createFakeHost, type FakeHostOptions } from "../fakes/fake-host.js";

interface Scenario {
  /** The answers in turn; the last one for ever. */
  readonly answers: readonly Pick<Exchange, "response" | "failure">[];
  readonly policy?: Partial<RetryPolicy>;
  readonly host?: FakeHostOptions;
  readonly method?: string;
  readonly mayRepeat?: boolean;
  /** How long the network takes for each answer, in ms. */
  readonly takesMs?: number;
}

function answer(status: number, body: unknown, headers: readonly Header[] = []): Scenario["answers"][number] {
  return { response: { status, headers, body: textBody(JSON.stringify(body)), headersKnown: true }, failure: null };
}

function limited(retryAfter?: number, message = "Too many requests"): Scenario["answers"][number] {
  const error = { code: "rate_limit_exceeded", message, status: 429 };
  return answer(429, { error: retryAfter === undefined ? error : { ...error, retryAfter } });
}

const GOOD = answer(200, { id: "1" });
const BROKEN = answer(500, { error: { code: "internal_error", message: "Something failed", status: 500 } });

async function play(scenario: Scenario) {
  const { answers, method = "GET", takesMs = 0 } = scenario;
  const host = createFakeHost(scenario.host);
  const sentAt: number[] = [];
  const lines: string[] = [];
  const result = await sendWithRetries({
    host,
    policy: { ...DEFAULT_RETRY_POLICY, ...scenario.policy },
    method,
    quiet: false,
    mayRepeat: () => scenario.mayRepeat ?? true,
    writeLine: async (text) => {
      lines.push(text);
    },
    async send(attempt) {
      sentAt.push(host.clock.monotonic());
      await host.clock.sleep(takesMs);
      const given = answers[Math.min(attempt, answers.length) - 1] ?? GOOD;
      const request = { method, url: "https://relay.an.dev/v1/sandboxes/1", headers: [], body: null };
      return { request, ...given, sentAt: host.clock.now(), receivedAt: host.clock.now() };
    },
  });
  return { ...result, host, sentAt, lines };
}

test("the wait stands with the attempt that it follows", async () => {
  const { attempts, sentAt, stopped } = await play({ answers: [limited(3), GOOD], takesMs: 40 });
  assert.deepEqual(sentAt, [0, 3040]);
  assert.deepEqual(
    attempts.map(({ n, waitedMs, durationMs }) => [n, waitedMs, durationMs]),
    [
      [1, 3000, 40],
      [2, 0, 40],
    ],
  );
  assert.equal(stopped, null);
});

test("waits that fit into the budget together are all waited, however late the timers were", async () => {
  const host = createFakeHost();
  const late = { ...host.clock, sleep: (ms: number) => host.clock.sleep(ms + 7) };
  const answers = [limited(60), limited(60), limited(1)];
  let sent = 0;
  const { stopped, attempts } = await sendWithRetries({
    host: { ...host, clock: late },
    policy: DEFAULT_RETRY_POLICY,
    method: "GET",
    quiet: true,
    mayRepeat: () => true,
    writeLine: async () => undefined,
    async send() {
      const given = answers[sent] ?? GOOD;
      sent += 1;
      return { request: null, ...given, sentAt: null, receivedAt: host.clock.now() };
    },
  });
  assert.deepEqual([sent, stopped], [3, "wait_too_long"]);
  assert.ok(attempts.every(({ waitedMs }, i) => waitedMs >= (i < 2 ? 60_000 : 0)));
});

test("a wait that does not fit is not begun, and nothing is said of one", async () => {
  const { stopped, sentAt, lines, host } = await play({ answers: [limited(121)] });
  assert.deepEqual([stopped, sentAt.length, lines, host.sleeps.filter((ms) => ms > 0)], ["wait_too_long", 1, [], []]);
});

for (const byMs of [-3_600_000, 3_600_000]) {
  test(`a machine whose clock leaps by ${byMs / 1000} s in the wait comes back neither early nor late`, async () => {
    const { sentAt } = await play({ answers: [limited(30), GOOD], host: { wallLeaps: [{ atMs: 9000, byMs }] } });
    assert.deepEqual(sentAt, [0, 30_000]);
  });
}

test("a quota is not waited for, a throttle without a wait is backed off from with full jitter", async () => {
  const quota = await play({ answers: [limited(undefined, "Monthly quota exceeded for this team")] });
  assert.deepEqual([quota.diagnoses[0]?.cause, quota.sentAt.length], ["rate_limit.quota", 1]);
  const { sentAt } = await play({ answers: [limited()], host: { random: [0.99, 0.5, 0, 0.25] } });
  const waits = sentAt.slice(1).map((at, i) => at - (sentAt[i] ?? 0));
  assert.deepEqual(waits, [495, 500, 100, 1000]);
});

test("in CI a known wait is lengthened, never shortened, and --no-jitter keeps it", async () => {
  const options = { answers: [limited(40), GOOD], host: { random: [0.9] } };
  assert.deepEqual((await play({ ...options, policy: { ci: true } })).sentAt, [0, 41_800]);
  assert.deepEqual((await play({ ...options, policy: { ci: true, jitter: false } })).sentAt, [0, 40_000]);
  assert.deepEqual((await play(options)).sentAt, [0, 40_000]);
});

test("in CI the wait that is shown is the one that is slept", async () => {
  const { lines } = await play({ answers: [limited(40), GOOD], host: { random: [0.9] }, policy: { ci: true } });
  assert.match(lines[0] ?? "", /: waiting 42 s, until /);
  assert.equal(lines.at(-1), "Waited 42 s; attempt 2 of 5 starts now.");
});

test("any method is repeated after a 429, POST and PATCH after a failure of the server only if asked", async () => {
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"]) {
    const after429 = await play({ answers: [limited(1), GOOD], method });
    assert.equal(after429.sentAt.length, 2, method);
    const safe = method !== "POST" && method !== "PATCH";
    const after500 = await play({ answers: [BROKEN, GOOD], method });
    assert.deepEqual([after500.sentAt.length, after500.stopped], safe ? [2, null] : [1, "unsafe_method"], method);
    const asked = await play({ answers: [BROKEN, GOOD], method, policy: { retryUnsafe: true } });
    assert.equal(asked.sentAt.length, 2, method);
  }
});

test("an answer that has begun to reach the user is not asked for again", async () => {
  const { sentAt, stopped } = await play({ answers: [BROKEN], mayRepeat: false });
  assert.deepEqual([sentAt.length, stopped], [1, null]);
});

test("Enter sends the next attempt now, and the rest of its wait stays in the budget", async () => {
  const terminal = { stderrIsTTY: true, stdinIsTTY: true };
  const answers = [limited(100), limited(100), GOOD];
  const { sentAt, attempts } = await play({ answers, host: { ...terminal, pressEnterAt: 5000 } });
  assert.deepEqual(sentAt, [0, 5000, 105_000]);
  assert.deepEqual(
    attempts.map(({ waitedMs }) => waitedMs),
    [5000, 100_000, 0],
  );
});

test("Ctrl-C in the wait keeps the report so far", async () => {
  const { interrupted, attempts, diagnoses } = await play({ answers: [limited(60)], host: { interruptAt: 2500 } });
  assert.deepEqual([interrupted, attempts.length, attempts[0]?.waitedMs], [true, 1, 2500]);
  assert.equal(diagnoses[0]?.cause, "rate_limit.throttled");
});

test("nothing is diagnosed in what Ctrl-C cut off", async () => {
  const cut = { kind: "aborted", code: "ABORT_ERR", phase: "head", message: "given up" } as const;
  const { diagnoses, interrupted } = await play({
    answers: [{ response: null, failure: cut }],
    host: { interruptAt: 10 },
    takesMs: 20,
  });
  assert.deepEqual([diagnoses, interrupted], [[], true]);
});

test("a wait that does not fit ends with 75, whatever the cause; a guess that does not fit ends as the cause does", async () => {
  const told = await play({
    answers: [answer(502, "<html>Bad Gateway</html>", [{ name: "Retry-After", value: "600" }])],
  });
  assert.deepEqual([told.stopped, exitOfAnswer(told)], ["wait_too_long", "try_later"]);
  const guessed = await play({ answers: [BROKEN], policy: { maxWaitMs: 0 } });
  assert.deepEqual([guessed.stopped, exitOfAnswer(guessed)], ["wait_too_long", "server"]);
});
