import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { RETRY_CLASSES } from "../../src/catalog/retry-class.js";
import { type NextStep, planNext, type RetryQuestion } from "../../src/retry/plan-next.js";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "../../src/retry/policy.js";

interface Case {
  readonly policy?: Partial<RetryPolicy>;
  readonly attempt?: number;
  readonly waitedMs?: number;
  readonly method?: string;
  readonly retryClass?: RetryQuestion["retryClass"];
  readonly facts?: Partial<RetryQuestion["facts"]>;
  readonly draw?: number;
}

function plan(given: Case): NextStep {
  return planNext({
    policy: { ...DEFAULT_RETRY_POLICY, ...given.policy },
    attempt: given.attempt ?? 1,
    waitedMs: given.waitedMs ?? 0,
    method: given.method ?? "GET",
    retryClass: given.retryClass ?? "with_backoff",
    facts: { status: null, waitSeconds: null, isRateLimit: false, transient: false, ...given.facts },
    random: () => given.draw ?? 0.5,
  });
}

function outcome(step: NextStep): string | number {
  return step.kind === "stop" ? step.reason : step.waitMs;
}

const limited = { status: 429, isRateLimit: true };
const broken = { status: 503, transient: true };

const TABLE: readonly { says: string; given: Case; wanted: string | number }[] = [
  { says: "a known wait of 60 s is 60 s", given: { facts: { ...limited, waitSeconds: 60 } }, wanted: 60_000 },
  { says: "a wait of 0 s retries at once", given: { facts: { ...limited, waitSeconds: 0 } }, wanted: 0 },
  { says: "a 429 repeats a POST", given: { method: "POST", facts: { ...limited, waitSeconds: 3 } }, wanted: 3000 },
  { says: "a 429 repeats any method", given: { method: "PURGE", facts: { ...limited, waitSeconds: 3 } }, wanted: 3000 },
  { says: "a 429 with no wait backs off", given: { method: "POST", facts: limited }, wanted: 250 },
  { says: "a 429 counts though nobody calls it a rate limit", given: { facts: { status: 429 } }, wanted: 250 },
  { says: "GET is repeated", given: { facts: broken }, wanted: 250 },
  { says: "a method in small letters is repeated", given: { method: "head", facts: broken }, wanted: 250 },
  { says: "PUT is repeated", given: { method: "PUT", facts: broken }, wanted: 250 },
  { says: "DELETE is repeated", given: { method: "DELETE", facts: broken }, wanted: 250 },
  { says: "POST is not repeated", given: { method: "POST", facts: broken }, wanted: "unsafe_method" },
  { says: "PATCH is not repeated", given: { method: "PATCH", facts: broken }, wanted: "unsafe_method" },
  {
    says: "POST is repeated where that was asked for",
    given: { method: "POST", policy: { retryUnsafe: true }, facts: broken },
    wanted: 250,
  },
  { says: "OPTIONS is not repeated", given: { method: "OPTIONS", facts: broken }, wanted: "not_repeatable" },
  { says: "a conflict is not repeated", given: { facts: { status: 409 } }, wanted: "not_repeatable" },
  { says: "never is never", given: { retryClass: "never", facts: { ...limited, waitSeconds: 1 } }, wanted: "no_retry" },
  { says: "a fix comes first", given: { retryClass: "after_fix", facts: broken }, wanted: "no_retry" },
  { says: "a wait given with a 503 is obeyed", given: { facts: { ...broken, waitSeconds: 7 } }, wanted: 7000 },
  { says: "the fifth attempt is the last", given: { attempt: 5, facts: broken }, wanted: "attempts_exhausted" },
  { says: "the fourth attempt is not", given: { attempt: 4, facts: broken }, wanted: 2000 },
  {
    says: "one attempt never retries",
    given: { policy: { maxAttempts: 1 }, facts: { ...limited, waitSeconds: 0 } },
    wanted: "attempts_exhausted",
  },
  { says: "a wait that just fits is begun", given: { facts: { ...limited, waitSeconds: 120 } }, wanted: 120_000 },
  { says: "a longer one is not", given: { facts: { ...limited, waitSeconds: 121 } }, wanted: "wait_too_long" },
  {
    says: "earlier waits count",
    given: { waitedMs: 61_000, attempt: 2, facts: { ...limited, waitSeconds: 60 } },
    wanted: "wait_too_long",
  },
  {
    says: "no budget, no backoff",
    given: { policy: { maxWaitMs: 0 }, facts: broken },
    wanted: "wait_too_long",
  },
  {
    says: "no budget is needed to retry at once",
    given: { policy: { maxWaitMs: 0 }, facts: { ...limited, waitSeconds: 0 } },
    wanted: 0,
  },
  {
    says: "beyond a year there is no automatic retry",
    given: { policy: { maxWaitMs: Number.MAX_SAFE_INTEGER }, facts: { ...limited, waitSeconds: 365 * 86_400 + 1 } },
    wanted: "wait_too_long",
  },
  {
    says: "a wait that is no number stops",
    given: { facts: { ...limited, waitSeconds: Number.NaN } },
    wanted: "wait_too_long",
  },
  {
    says: "with CI a wait is spread",
    given: { policy: { ci: true }, facts: { ...limited, waitSeconds: 20 } },
    wanted: 20_500,
  },
  {
    says: "without jitter it is not",
    given: { policy: { ci: true, jitter: false }, facts: { ...limited, waitSeconds: 20 } },
    wanted: 20_000,
  },
  {
    says: "a spread stays within the budget",
    given: { policy: { ci: true }, draw: 0.99, facts: { ...limited, waitSeconds: 120 } },
    wanted: 120_000,
  },
  {
    says: "without jitter a guess is its ceiling",
    given: { policy: { jitter: false }, attempt: 2, facts: broken },
    wanted: 1000,
  },
];

for (const { says, given, wanted } of TABLE) {
  test(says, () => assert.equal(outcome(plan(given)), wanted));
}

test("only waits that an answer asked for are known", () => {
  assert.deepEqual(plan({ facts: { ...limited, waitSeconds: 2 } }), { kind: "wait", waitMs: 2000, known: true });
  assert.deepEqual(plan({ facts: broken }), { kind: "wait", waitMs: 250, known: false });
});

const questions = fc.record({
  policy: fc.record({
    maxAttempts: fc.integer({ min: 1, max: 9 }),
    maxWaitMs: fc.integer({ min: 0, max: 400_000 }),
    retryUnsafe: fc.boolean(),
    jitter: fc.boolean(),
    ci: fc.boolean(),
  }),
  attempt: fc.integer({ min: 1, max: 9 }),
  waitedMs: fc.integer({ min: 0, max: 300_000 }),
  method: fc.constantFrom("GET", "HEAD", "PUT", "DELETE", "POST", "PATCH", "OPTIONS"),
  retryClass: fc.constantFrom(...RETRY_CLASSES),
  facts: fc.record({
    status: fc.constantFrom(null, 409, 429, 500, 503),
    waitSeconds: fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 400 }),
      fc.double({ min: 0, max: 400, noNaN: true }),
    ),
    isRateLimit: fc.boolean(),
    transient: fc.boolean(),
  }),
  draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

test("a wait is never early, never beyond the budget, never after the last attempt, and a whole number of ms", () => {
  fc.assert(
    fc.property(questions, ({ draw, ...question }) => {
      const step = planNext({ ...question, random: () => draw });
      if (step.kind === "stop") return;
      const { policy, facts } = question;
      assert.ok(Number.isInteger(step.waitMs) && step.waitMs >= 0);
      assert.ok(step.waitMs >= (facts.waitSeconds ?? 0) * 1000);
      assert.ok(question.waitedMs + step.waitMs <= policy.maxWaitMs);
      assert.ok(question.attempt < policy.maxAttempts);
      assert.equal(step.known, facts.waitSeconds !== null);
      assert.ok(question.retryClass === "after_delay" || question.retryClass === "with_backoff");
      if (step.known) assert.ok(step.waitMs - Math.ceil((facts.waitSeconds ?? 0) * 1000) <= 2000);
    }),
  );
});

test("POST and PATCH are repeated after nothing but a rate limit, unless that was asked for", () => {
  fc.assert(
    fc.property(questions, ({ draw, ...question }) => {
      const method = draw < 0.5 ? "POST" : "PATCH";
      const facts = { ...question.facts, isRateLimit: false, status: 503 };
      const policy = { ...question.policy, retryUnsafe: false };
      assert.equal(planNext({ ...question, policy, facts, method, random: () => draw }).kind, "stop");
    }),
  );
});
