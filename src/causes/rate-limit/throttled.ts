import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { formatUtcTime } from "../../text/clock-time.js";
import { formatSeconds } from "../../text/duration.js";
import type { Cause, Evidence, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { isRateLimitAnswer } from "../evidence/rate-limit-answer.js";
import { seenHeader } from "../evidence/seen.js";
import { answeredJson } from "../example.js";

const SLOWER = fix(
  "Then send fewer requests at a time, or spread them out: parallel jobs with one key share one limit.",
);

function seenWait(facts: Facts): readonly Evidence[] {
  if (facts.wait.source === "body") {
    const nested = facts.envelope.shape === "documented" || facts.envelope.shape === "nested";
    const where = nested ? "response.body.error.retryAfter" : "response.body.retryAfter";
    return [{ where, saw: String(facts.envelope.retryAfter) }];
  }
  if (facts.wait.source === "retry-after") return seenHeader(facts, "retry-after");
  return ["ratelimit", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"]
    .flatMap((name) => seenHeader(facts, name))
    .slice(0, 1);
}

function find(facts: Facts): Finding | undefined {
  const { seconds } = facts.wait;
  if (seconds === null || !isRateLimitAnswer(facts)) return undefined;
  const until = describeEnd(facts, seconds);
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [...answerEvidence(facts), ...seenWait(facts)],
    explanation:
      seconds === 0
        ? "The API took no more requests with this key, and asks for no wait. The request itself was not looked at."
        : `The API took no more requests with this key for ${formatSeconds(seconds)}. The request itself was not looked at; sent again after the wait, it goes through.`,
    fixes: [seconds === 0 ? AT_ONCE : fix(`Wait ${formatSeconds(seconds)}${until}.`), SLOWER],
  };
}

const AT_ONCE = fix("Send it again now: the answer asks for no wait.");

function describeEnd({ exchange }: Facts, seconds: number): string {
  const end = exchange.receivedAt === null ? undefined : formatUtcTime(exchange.receivedAt + seconds * 1000);
  return end === undefined ? "" : `, until ${end}`;
}

/** 429 with a wait: the pace was too high, and the answer says when to come back. */
export const throttled: Cause = {
  id: "rate_limit.throttled",
  title: "Too many requests: wait before the next one",
  explanation:
    "You sent more requests in a short time than the API takes, and the answer says how long to wait. The request itself was not looked at; sent again after the wait, it goes through.",
  proof: "Status 429 from the API, with a wait in the body (error.retryAfter) or in a header (Retry-After, RateLimit).",
  fixes: [fix("Wait as long as the answer says; sending sooner fails again."), SLOWER],
  retry: "after_delay",
  severity: "error",
  code: "rate_limit_exceeded",
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the documented answer, its wait in the body",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "support" } }, 429, {
          error: {
            code: "rate_limit_exceeded",
            message: "Too many requests. Please retry after 60 seconds.",
            status: 429,
            retryAfter: 60,
          },
        }),
      },
      {
        what: "a flat answer, its wait in the header",
        exchange: answeredJson(
          {},
          429,
          { error: "rate_limit_exceeded", message: "Rate limit exceeded", status: 429 },
          { "retry-after": "7", "x-ratelimit-limit": "100", "x-ratelimit-remaining": "0" },
        ),
      },
      {
        what: "a wait of nothing",
        exchange: answeredJson({}, 429, { error: "Too many requests" }, { "retry-after": "0" }),
      },
      {
        what: "only the end of the window is given",
        exchange: answeredJson(
          {},
          429,
          { error: { code: "rate_limit_exceeded", message: "Too many requests", status: 429 } },
          { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" },
        ),
      },
    ];
  },
  find,
};
