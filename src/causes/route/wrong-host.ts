import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import { isApiHost, isPrivateHost, readOtherHost } from "../../catalog/hosts.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

/** The answer comes from a host that is not this API. */
export const wrongHost: Cause = {
  id: "route.wrong_host",
  title: "This host is not the API",
  explanation:
    "The request went to a host that answers, but is not this API: the web site, the deploy API or something else. Nothing was learned about the request itself.",
  proof: "The request's host is known for something else, or a web page answered where only the API's JSON can be.",
  fixes: [
    fix(
      `Set the base URL to ${API_ORIGIN}, without /v1 or a slash at its end.`,
      `export SANDBOX_BASE_URL=${API_ORIGIN}`,
    ),
    fix("Check that the right host answers.", `sandbox-errors request GET /health --base-url ${API_ORIGIN}`),
  ],
  retry: "never",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: [
    "route.unknown",
    "route.method",
    "resource.not_found",
    "resource.placeholder_id",
    "resource.malformed_id",
    "resource.wrong_id_kind",
    "sandbox.not_found",
    "thread.not_found",
    "vault.not_found",
    "agent.not_found",
    "gateway.not_the_api",
    "gateway.error",
    "access.blocked_by_gateway",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "the web site's host",
        exchange: answeredText(
          { path: `https://21st.dev/v1/sandboxes/${SAMPLE_ID}` },
          404,
          "<!DOCTYPE html><html><head><title>404: This page could not be found</title></head><body></body></html>",
        ),
      },
      {
        what: "the deploy API's base URL",
        exchange: answeredJson({ path: "https://an.dev/api/v1/v1/sandboxes", json: { agent: "my-agent" } }, 404, {
          error: "not_found",
          message: "Not found",
          status: 404,
        }),
      },
      {
        what: "a site of one's own",
        exchange: answeredText(
          { path: `https://www.example.com/v1/sandboxes/${SAMPLE_ID}` },
          404,
          "<!DOCTYPE html><html><head><title>Page not found</title></head><body><h1>Oops</h1></body></html>",
          "text/html",
        ),
      },
    ];
  },
  find(facts) {
    const host = facts.target?.host ?? null;
    if (host === null || facts.exchange.response === null || isApiHost(host)) return undefined;
    const other = readOtherHost(host);
    if (other !== undefined) return isOutOfPlace(facts) ? tell(facts, host, other.what, "proof") : undefined;
    const isSite =
      facts.envelope.shape === "html" && facts.answeredBy !== "express" && [404, 405].includes(facts.status ?? 0);
    return isSite && !isPrivateHost(host)
      ? tell(facts, host, "something that answers with web pages", "implied")
      : undefined;
  },
};

/** True where the other host failed, or answered with a page; its own good JSON answers are none of our business. */
function isOutOfPlace(facts: Facts): boolean {
  if (facts.envelope.shape === "html") return true;
  const isOurs = /\/v1\/(?:sandboxes|chat|tokens|mcp)(?:\/|$)/.test(facts.target?.path ?? "");
  const status = facts.status ?? 200;
  return isOurs ? status >= 300 : status === 404 || status === 405;
}

function tell(facts: Facts, host: string, what: string, strength: Finding["strength"]): Finding {
  const name = clip(host, 100);
  return {
    strength,
    confidence: strength === "proof" ? "certain" : "likely",
    evidence: [{ where: "request.url", saw: name }, ...answerEvidence(facts)],
    explanation: `${name} is ${what}. The API answers at ${API_ORIGIN}, so nothing was learned about the request itself.`,
    fixes: [
      fix(`Send the request to ${API_ORIGIN} instead of ${name}.`, `export SANDBOX_BASE_URL=${API_ORIGIN}`),
      fix("Check that the right host answers.", `sandbox-errors request GET /health --base-url ${API_ORIGIN}`),
    ],
  };
}
