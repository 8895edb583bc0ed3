import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { isRateLimitAnswer } from "../evidence/rate-limit-answer.js";
import { answeredDocumented, answeredJson } from "../example.js";

function find(facts: Facts): Finding | undefined {
  if (facts.wait.seconds !== null || !isRateLimitAnswer(facts)) return undefined;
  const spoken = /\b(?:retry|again|wait)\b[^.\d]{0,20}(\d{1,5}) ?s(?:ec(?:ond)?s?)?\b/i.exec(facts.message)?.[1];
  const misplaced = facts.wait.deviations.length > 0;
  return {
    strength: "named",
    confidence: "likely",
    evidence: answerEvidence(facts),
    ...(spoken === undefined ? {} : { fixes: [waitAsSpoken(spoken), ...noHint.fixes.slice(1)] }),
    ...(misplaced
      ? {
          explanation:
            "The API took no more requests with this key. It gave a wait that cannot be read as a number of seconds or as a date, so how long the limit lasts is unknown.",
        }
      : {}),
  };
}

/** Only the sentence names a time, which no program can rely on. */
function waitAsSpoken(seconds: string): Fix {
  return fix(
    `Wait ${seconds} s, which only the sentence names: the answer gave no wait in a field or header. If that is too short, go on with growing pauses.`,
  );
}

/** 429 of the API without a wait: the pace was too high, and nobody says when to come back. */
export const noHint: Cause = {
  id: "rate_limit.no_hint",
  title: "Too many requests, and no wait was given",
  explanation:
    "You sent more requests in a short time than the API takes. The answer lacks the documented retryAfter and every header that could replace it, so how long the limit lasts is unknown.",
  proof: "Status 429 from the API, with no usable retryAfter, Retry-After or RateLimit header.",
  fixes: [
    fix("Send it again with growing pauses: the answer gave no wait, so start at 1 s and double it up to a minute."),
    fix(
      "If a pause of minutes changes nothing, it is a quota and not the pace: look at the key's usage in the dashboard.",
    ),
    fix("Send fewer requests at a time: parallel jobs with one key share one limit."),
  ],
  retry: "with_backoff",
  severity: "error",
  code: "rate_limit_exceeded",
  provenance: "documented",
  beats: ["request.validation"],
  get examples() {
    return [
      {
        what: "the documented answer without its wait",
        exchange: answeredDocumented({}, 429, "rate_limit_exceeded", "Too many requests"),
      },
      { what: "a bare sentence", exchange: answeredJson({}, 429, { error: "Too many requests" }) },
      {
        what: "a wait below nothing, which is none",
        exchange: answeredJson({}, 429, {
          error: { code: "rate_limit_exceeded", message: "Slow down", status: 429, retryAfter: -5 },
        }),
      },
    ];
  },
  find,
};
