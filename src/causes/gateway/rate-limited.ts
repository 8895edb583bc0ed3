import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { formatSeconds } from "../../text/duration.js";
import type { Cause, Finding } from "../cause.js";
import { isWrittenByHop, nameHop, seenHop } from "../evidence/answering-hop.js";
import { seenHeader, seenStatus } from "../evidence/seen.js";
import { answeredJson, answeredText } from "../example.js";

const PAGE_WORDS = /\b(?:being )?rate[ -]limited\b|\btoo many requests\b|\berror 1015\b|error code: 1015/i;
const ADDRESS = fix(
  "Use another network address, or share this one with fewer jobs: the limit is on the address, not on your key.",
);

function find(facts: Facts): Finding | undefined {
  if (!isWrittenByHop(facts)) return undefined;
  const { status } = facts;
  const told = (status === null || status === 403 || status === 503) && PAGE_WORDS.test(facts.message);
  if (status !== 429 && !told) return undefined;
  const hop = nameHop(facts) ?? "a gateway that does not give its name";
  const { seconds } = facts.wait;
  return {
    strength: "proof",
    confidence: status === null ? "likely" : "certain",
    evidence: [...seenStatus(facts), ...seenHop(facts), ...seenHeader(facts, "retry-after")],
    explanation: `The API did not write this: ${hop}, before it, holds your requests back. It counts by network address or by edge rules, so the limit of your key has nothing to do with it.`,
    fixes: [
      fix(
        seconds === null
          ? "Wait some minutes, then go on with growing pauses: the page gives no wait."
          : `Wait ${formatSeconds(seconds)}, as the answer says, then go on more slowly.`,
      ),
      ADDRESS,
    ],
  };
}

/** 429 that a hop before the API wrote. */
export const rateLimited: Cause = {
  id: "gateway.rate_limited",
  title: "A gateway before the API holds you back",
  explanation:
    "The API did not write this 429: a gateway or edge before it did. It counts by network address or by edge rules, so the limit of your key has nothing to do with it, and another key changes nothing.",
  proof: "Status 429 with a page or text that the API does not write.",
  fixes: [fix("Wait some minutes, then go on with growing pauses."), ADDRESS],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "inferred",
  beats: ["rate_limit.throttled", "rate_limit.no_hint", "access.blocked_by_gateway"],
  get examples() {
    return [
      {
        what: "Cloudflare's page",
        exchange: answeredText(
          {},
          429,
          "<html><head><title>Access denied | Error 1015</title></head><body>You are being rate limited</body></html>",
          "text/html; charset=UTF-8",
          { server: "cloudflare", "retry-after": "30" },
        ),
      },
      {
        what: "plain text of an edge",
        exchange: answeredText({}, 429, "error code: 1015", "text/plain; charset=UTF-8", { server: "cloudflare" }),
      },
      {
        what: "an edge's problem in JSON",
        exchange: answeredJson(
          {},
          429,
          {
            type: "about:blank",
            title: "Error 1015: You are being rate limited",
            status: 429,
            cloudflare_error: true,
            ray_id: "8c00",
          },
          { "content-type": "application/problem+json", server: "cloudflare" },
        ),
      },
    ];
  },
  find,
};
