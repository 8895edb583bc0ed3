import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, observed } from "../statement.js";

/** `rate_limit_exceeded`: too fast, or a quota is used up. On the Errors page. */
export const rateLimitExceeded: CodeEntry = {
  code: "rate_limit_exceeded",
  provenance: "documented",
  meaning: documented("Too many requests in a short period."),
  statuses: [{ status: 429, provenance: "documented" }],
  facts: [
    documented("The answer includes retryAfter: the seconds to wait before retrying."),
    documented("retryAfter stands inside error, beside code, message and status; the page's example says 60."),
    observed(
      "The published server sends the code on vault routes alone, without retryAfter and without Retry-After; X-RateLimit-Remaining is 0, and no reset of that counter was found.",
    ),
    observed(
      "The deploy API at an.dev sends it with Retry-After and X-RateLimit-Reset: 100 requests a minute per key, 1000 an hour per user.",
    ),
  ],
  open: [
    "The page states no limits: neither how many requests in which time, nor whether they count per key, per team or per address.",
    "The page names no header; only retryAfter in the body is promised.",
    "The page names no idempotency key, so it is not said whether a repeated POST can create something twice.",
  ],
  causes: ["rate_limit.throttled", "rate_limit.no_hint", "rate_limit.quota"],
  fixes: [
    fix(
      "Wait as many seconds as retryAfter says, then send the same request; this tool waits for you.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
    fix("Send fewer requests at once, and let all jobs that share the key share one queue."),
    fix(
      "Where no wait is given and X-RateLimit-Remaining stays 0, stop: it is a quota, and another key or a higher limit is what helps.",
    ),
  ],
  retry: "after_delay",
  retryAdvice:
    "Retry after the seconds in retryAfter, never earlier; where no wait is given, back off with growing pauses.",
  example: {
    status: 429,
    body: '{"error":{"code":"rate_limit_exceeded","message":"Too many requests. Please retry after 60 seconds.","status":429,"retryAfter":60}}',
    provenance: "documented",
  },
  related: ["usage_limit_exceeded", "budget_exceeded", "billing_not_ready"],
};
