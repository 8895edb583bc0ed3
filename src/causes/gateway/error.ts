import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding, Strength } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { isWrittenByHop, nameHop, seenHop } from "../evidence/answering-hop.js";
import { seenStatus } from "../evidence/seen.js";
import { answeredJson, answeredText } from "../example.js";

/** What the statuses of a gateway mean: RFC 9110 for 502 and 504, Cloudflare's list for 520 to 530. */
const MEANING: Readonly<Record<number, string>> = {
  502: "it got no valid answer from the server behind it",
  503: "it has no server behind it that takes requests",
  504: "the server behind it did not answer in time",
  520: "the server behind it answered with something that it could not read",
  521: "the server behind it refused the connection",
  522: "the connection to the server behind it timed out",
  523: "the server behind it cannot be reached",
  524: "the server behind it took too long to answer",
  525: "the TLS handshake with the server behind it failed",
  526: "it does not trust the certificate of the server behind it",
  527: "the connection to the server behind it broke",
  530: "it could not find the server behind it",
};

/** Codes with which the API itself uses 502 or 504 (observed for sandbox_error). */
const OWN_CODE =
  /^(?:sandbox_|stream_|thread_|agent_|session_|git_|command_|budget_|billing_|vault_|rate_|internal|overloaded|create_pr)/i;

function isGatewayStatus(status: number): boolean {
  return status === 502 || status === 504 || (status >= 520 && status <= 527) || status === 530;
}

function grade(facts: Facts): Strength | undefined {
  const written = isWrittenByHop(facts);
  const { status } = facts;
  if (status === null)
    return written && /\b(?:50[0-4]|52\d|530)\b|bad gateway|time-?out|unavailable|\bupstream\b/i.test(facts.message)
      ? "named"
      : undefined;
  if (status < 400 || status === 429) return undefined;
  if (isGatewayStatus(status) && !(facts.code !== null && OWN_CODE.test(facts.code))) {
    // What the API itself says in the text is worth more than the status.
    return written || facts.message === "" ? "named" : "implied";
  }
  if (!written) return undefined;
  return status >= 500 ? "named" : "fallback";
}

function find(facts: Facts): Finding | undefined {
  if (!reportsError(facts)) return undefined;
  const strength = grade(facts);
  if (strength === undefined) return undefined;
  const hop = nameHop(facts) ?? "a gateway or proxy that does not give its name";
  const { status } = facts;
  const meaning = status !== null && Object.hasOwn(MEANING, status) ? `: ${MEANING[status]}` : "";
  const evidence = facts.answeredBy === "api" ? answerEvidence(facts) : seenStatus(facts);
  return {
    strength,
    confidence: strength === "named" && isWrittenByHop(facts) ? "certain" : "likely",
    evidence: [...evidence, ...seenHop(facts)],
    fixes: fixesFor(hop),
    explanation: `Not the API but ${hop}, on the way to it, wrote this answer${status === null ? "" : ` (${status}${meaning})`}. Whether the API got the request does not show.`,
  };
}

function fixesFor(hop: string): readonly Fix[] {
  return [
    fix(
      `Send it again with growing pauses: ${hop} answered in the API's place. First make sure that a POST did not go through after all.`,
    ),
    fix("Ask whether the API is up behind it.", "sandbox-errors request GET /health --verbose"),
    fix("Send it from another network and compare: a proxy of your own network writes such pages too."),
  ];
}

/** A hop before the API answered with an error of its own. */
export const error: Cause = {
  id: "gateway.error",
  title: "A gateway before the API answered with an error",
  explanation:
    "Not the API but a gateway, load balancer or proxy before it wrote this answer: it got none, or none in time, from the API. Whether the API got the request does not show.",
  proof: "Status 502, 504 or 520 to 530, or an HTML error page that the API does not write.",
  fixes: fixesFor("a gateway, load balancer or proxy"),
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "nginx: 502",
        exchange: answeredText(
          {},
          502,
          "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
          "text/html",
          { server: "nginx" },
        ),
      },
      {
        what: "Cloudflare: 522 in plain text",
        exchange: answeredText({}, 522, "error code: 522", "text/plain", {
          server: "cloudflare",
          "cf-ray": "8c0000000000-FRA",
        }),
      },
      { what: "504 without a body", exchange: answeredText({}, 504, "", "") },
      {
        what: "502 in JSON of another shape",
        exchange: answeredJson({}, 502, { message: "An invalid response was received from the upstream server" }),
      },
      {
        what: "a load balancer with nothing behind it: 503",
        exchange: answeredText(
          {},
          503,
          "<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>",
          "text/html",
          { server: "awselb/2.0" },
        ),
      },
    ];
  },
  find,
};
