import { diagnose } from "../diagnosis/diagnose.js";
import type { Diagnosis } from "../diagnosis/report.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Host } from "../host/host.js";
import { planNext, type StopReason } from "../retry/plan-next.js";
import type { RetryPolicy } from "../retry/policy.js";
import { type Attempt, toAttempt } from "./attempt.js";
import { waitVisibly } from "./wait-visibly.js";

/** What is sent, and how persistently. */
export interface PersistentOrder {
  readonly host: Host;
  readonly policy: RetryPolicy;
  /** Upper case. */
  readonly method: string;
  /** Sends the request once; never rejects for what the network does. */
  readonly send: (attempt: number) => Promise<Exchange>;
  readonly quiet: boolean;
  /** Takes a line for stderr, without its line break. */
  readonly writeLine: (text: string) => Promise<void>;
  /** False once part of an answer has reached the user: a repetition would print it twice. */
  readonly mayRepeat: () => boolean;
  /** Called before a wait with what went wrong, so that it can be shown. */
  readonly onRetry?: (diagnoses: readonly Diagnosis[], attempt: number) => Promise<void>;
}

/** What came of it all. */
export interface PersistentAnswer {
  readonly exchange: Exchange;
  /** Of the last exchange. Empty where nothing is wrong. */
  readonly diagnoses: readonly Diagnosis[];
  readonly attempts: readonly Attempt[];
  /** Why there was no further attempt; null where the last one was good, or the user ended it. */
  readonly stopped: StopReason | null;
  readonly interrupted: boolean;
}

/** Sends a request, waits as long as the answer asks for, and sends it again while that can help and is allowed. */
export async function sendWithRetries(order: PersistentOrder): Promise<PersistentAnswer> {
  const { host, policy } = order;
  const attempts: Attempt[] = [];
  let waitedMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    const startedAt = host.clock.now();
    const from = host.clock.monotonic();
    const exchange = await order.send(attempt);
    const answeredAt = host.clock.monotonic();
    const durationMs = answeredAt - from;
    const record = (waited: number): void => {
      attempts.push(toAttempt(exchange, { n: attempt, startedAt, durationMs, waitedMs: waited }));
    };
    const diagnoses = diagnoseUncut(exchange);
    const ended = { exchange, diagnoses, attempts };
    if (host.signals.interrupted.aborted) {
      record(0);
      return { ...ended, stopped: null, interrupted: true };
    }
    const next = order.mayRepeat() ? planFor(order, diagnoses, attempt, waitedMs) : null;
    if (next === null || next.kind === "stop") {
      record(0);
      return { ...ended, stopped: next === null ? null : next.reason, interrupted: false };
    }
    await order.onRetry?.(diagnoses, attempt);
    const ending = await waitVisibly({
      host,
      waitMs: next.waitMs,
      // Finding out what the answer means must not make the wait longer.
      sinceMs: answeredAt,
      why: shortenTitle(diagnoses[0]?.title ?? "The request failed"),
      attempt: attempt + 1,
      maxAttempts: policy.maxAttempts,
      quiet: order.quiet,
      writeLine: order.writeLine,
    });
    const waited = host.clock.monotonic() - answeredAt;
    // Late timers must not use up the budget: two waits of 60 s fit into 2 min.
    waitedMs += Math.min(waited, next.waitMs);
    record(waited);
    if (ending === "interrupted") return { ...ended, stopped: null, interrupted: true };
  }
}

/** Nothing is wrong with what the user cut off. */
function diagnoseUncut(exchange: Exchange): Diagnosis[] {
  return exchange.failure?.kind === "aborted" ? [] : diagnose(exchange);
}

/** What comes after a colon is advice, which the line of the wait gives in its own words. */
function shortenTitle(title: string): string {
  return title.split(":", 1)[0] ?? title;
}

const PASSES_BY_ITSELF = new Set(["network", "server", "gateway", "sandbox", "billing"]);

function planFor(
  { host, policy, method }: PersistentOrder,
  diagnoses: readonly Diagnosis[],
  attempt: number,
  waitedMs: number,
) {
  const [first] = diagnoses.filter(({ severity }) => severity === "error");
  if (first === undefined) return null;
  return planNext({
    policy,
    attempt,
    waitedMs,
    method,
    retryClass: first.retry.class,
    facts: {
      status: first.status,
      waitSeconds: first.retry.waitSeconds,
      isRateLimit: first.status === 429,
      transient:
        first.retry.class === "with_backoff" &&
        (PASSES_BY_ITSELF.has(first.layer) || first.cause === "rate_limit.provider"),
    },
    random: host.random,
  });
}
