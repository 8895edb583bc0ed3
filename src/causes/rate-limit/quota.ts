import { DASHBOARD_URL } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { findQuota, isRateLimitAnswer } from "../evidence/rate-limit-answer.js";
import { seenHeader } from "../evidence/seen.js";
import { answeredJson, answeredStream } from "../example.js";

const REMAINING = ["x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining"];
const RESET = ["x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset"];

/** A counter that stands at nothing, and never says when it starts again. */
function isUsedUp(facts: Facts): boolean {
  const headers = facts.exchange.response?.headers ?? [];
  if (RESET.some((name) => readHeader(headers, name) !== undefined)) return false;
  return REMAINING.some((name) => Number.parseInt(readHeader(headers, name) ?? "1", 10) <= 0);
}

function find(facts: Facts): Finding | undefined {
  const quota = findQuota(facts);
  const counted = isRateLimitAnswer(facts) && isUsedUp(facts);
  // A wait that is given does cure it.
  if (facts.wait.seconds !== null || (quota === undefined && !counted)) return undefined;
  const limit = readHeader(facts.exchange.response?.headers ?? [], "x-ratelimit-limit")?.trim() ?? "";
  const allowed = counted && /^\d{1,12}$/.test(limit) ? ` All ${limit} requests that it may send are used.` : "";
  return {
    strength: quota === undefined ? "named" : "proof",
    confidence: quota === undefined ? "likely" : "certain",
    evidence: [
      ...answerEvidence(facts),
      ...(counted
        ? [...seenHeader(facts, "x-ratelimit-limit"), ...REMAINING.flatMap((name) => seenHeader(facts, name))]
        : []),
    ],
    ...(allowed === ""
      ? {}
      : {
          explanation: `The quota behind this key is used up: it is not the pace.${allowed} The answer names no time at which the counter starts again, so waiting may never help.`,
        }),
  };
}

/** A limit that waiting does not cure: the quota is used up. */
export const quota: Cause = {
  id: "rate_limit.quota",
  title: "The quota is used up; waiting does not help",
  explanation:
    "What is used up is a quota, not the pace: the counter of this key or user stands at its end, and no time is given at which it starts again. In the published server the counter of a key holds for the vault routes only, so the same key goes on working elsewhere.",
  proof:
    "A message or code that names a quota or a used-up request limit, or a counter at 0 with no reset and no wait.",
  fixes: [
    fix("Stop repeating: it is a quota, not the pace, and each repetition fails the same way."),
    fix(`Raise the limit of the key or its plan, or use another key: ${DASHBOARD_URL}.`),
    fix(
      'If "Usage quota exceeded" comes out of a chat whose token was made with userId, the quota is that user\'s: make the token without userId.',
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "rate_limit_exceeded",
  provenance: "observed",
  beats: ["rate_limit.provider", "rate_limit.no_hint", "stream.error_event"],
  get examples() {
    return [
      {
        what: "the request counter of a key at its end",
        exchange: answeredJson(
          { path: "/v1/mcp/vaults" },
          429,
          { error: "rate_limit_exceeded", message: "API key request limit exceeded", status: 429 },
          { "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "0" },
        ),
      },
      {
        what: "a bare sentence of the model proxy",
        exchange: answeredJson({}, 429, { error: "Usage quota exceeded" }),
      },
      {
        what: "the same inside a stream",
        exchange: answeredStream([
          { type: "start" },
          { type: "error", errorText: 'API Error: 429 {"error":"Usage quota exceeded"}' },
          { type: "finish" },
        ]),
      },
    ];
  },
  find,
};
