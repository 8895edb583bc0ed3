import type { RetryClass } from "../catalog/retry-class.js";
import { backoffMs } from "./backoff.js";
import type { RetryPolicy } from "./policy.js";
import { spreadMs } from "./spread.js";

/** What the failed attempt showed. */
export interface RetryFacts {
  /** Status of the HTTP answer; null where none came. */
  readonly status: number | null;
  /** The wait that the answer asks for; null where it names none. 0 means at once. */
  readonly waitSeconds: number | null;
  /** The request was turned away for its rate before anything was done; a 429 always counts as that. */
  readonly isRateLimit: boolean;
  /** The failure may pass by itself: no answer, or an answer that says the server or a gateway is in trouble. */
  readonly transient: boolean;
}

/** A failed attempt, and how persistent to be. */
export interface RetryQuestion {
  readonly policy: RetryPolicy;
  /** The attempt that failed, counted from 1. */
  readonly attempt: number;
  /** Waited so far, in ms. */
  readonly waitedMs: number;
  readonly method: string;
  readonly retryClass: RetryClass;
  readonly facts: RetryFacts;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/**
 * Why there is no next attempt.
 * - `no_retry`: the same request would fail again.
 * - `not_repeatable`: it is neither a rate limit nor a transient failure, or a method that is never repeated.
 * - `unsafe_method`: POST or PATCH may already have taken effect.
 * - `attempts_exhausted`: the attempts are used up.
 * - `wait_too_long`: the wait does not fit into what is left of the budget, or is beyond a year.
 */
export type StopReason = "no_retry" | "not_repeatable" | "unsafe_method" | "attempts_exhausted" | "wait_too_long";

/** What to do after a failed attempt. `known` waits were asked for by the answer; the others are guesses. */
export type NextStep =
  | { readonly kind: "stop"; readonly reason: StopReason }
  | { readonly kind: "wait"; readonly waitMs: number; readonly known: boolean };

const YEAR_MS = 365 * 86_400_000;
const REPEATED: readonly string[] = ["GET", "HEAD", "PUT", "DELETE"];
const REPEATED_IF_ASKED: readonly string[] = ["POST", "PATCH"];

/** Decides whether and when to try again. Never earlier than the answer asked for, never beyond the budget. */
export function planNext(question: RetryQuestion): NextStep {
  const reason = findObstacle(question);
  if (reason !== undefined) return { kind: "stop", reason };
  const roomMs = question.policy.maxWaitMs - question.waitedMs;
  const { waitSeconds } = question.facts;
  const wait = waitSeconds === null ? planGuessed(question) : planKnown(question, waitSeconds, roomMs);
  // Written so that a wait that is no number stops, too.
  return wait.waitMs <= Math.min(roomMs, YEAR_MS)
    ? { kind: "wait", ...wait }
    : { kind: "stop", reason: "wait_too_long" };
}

function findObstacle({ policy, attempt, method, retryClass, facts }: RetryQuestion): StopReason | undefined {
  if (retryClass === "never" || retryClass === "after_fix") return "no_retry";
  const turnedAway = facts.isRateLimit || facts.status === 429;
  if (!turnedAway) {
    if (!facts.transient) return "not_repeatable";
    const verb = method.toUpperCase();
    if (REPEATED_IF_ASKED.includes(verb)) {
      if (!policy.retryUnsafe) return "unsafe_method";
    } else if (!REPEATED.includes(verb)) return "not_repeatable";
  }
  return attempt >= policy.maxAttempts ? "attempts_exhausted" : undefined;
}

function planGuessed({ policy, attempt, random }: RetryQuestion): { waitMs: number; known: boolean } {
  return { waitMs: backoffMs(attempt, policy.jitter ? random() : 1), known: false };
}

function planKnown({ policy, random }: RetryQuestion, waitSeconds: number, roomMs: number) {
  const askedMs = Math.ceil(Math.max(0, waitSeconds) * 1000);
  const added = policy.ci && policy.jitter ? spreadMs(askedMs, Math.min(roomMs, YEAR_MS) - askedMs, random()) : 0;
  return { waitMs: askedMs + added, known: true };
}
