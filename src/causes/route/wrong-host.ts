import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import { isApiHost, isPrivateHost, readOtherHost } from "../../catalog/hosts.js";
import type { Response } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import { readForeignShape } from "../../exchange/foreign-shape.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

/** The answer comes from a host that is not this API. */
export const wrongHost: Cause = {
  id: "route.wrong_host",
  title: "This host is not the API",
  explanation:
    "The request went to a host that answers, but is not this API: the web site, the deploy API or something else. Nothing was learned about the request itself.",
  proof:
    "The request's host is known for something else, or it answers with a web page or JSON of a shape that the API never sends.",
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
    "key.absent",
    "key.scheme",
    "key.mangled",
    "key.unknown",
    "token.rejected",
    "access.forbidden",
    "request.invalid",
    "request.missing_field",
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
        what: "a provider's API refuses the key of this one",
        exchange: answeredJson({ path: "https://api.e2b.app/v1/sandboxes", json: { agent: "my-agent" } }, 401, {
          code: 401,
          message: "Invalid API key format",
        }),
      },
      {
        what: "a server of one's own, in the shape of its framework",
        exchange: answeredJson({ path: "http://localhost:3000/v1/sandboxes", json: { agent: "my-agent" } }, 404, {
          statusCode: 404,
          message: "Cannot POST /v1/sandboxes",
          error: "Not Found",
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
    const { response } = facts.exchange;
    const host = facts.target?.host ?? null;
    if (response === null) return undefined;
    if (host === null) return findUnseen(facts, response);
    if (isApiHost(host)) return undefined;
    const other = readOtherHost(host);
    if (other !== undefined)
      return isOutOfPlace(facts, other.isSister) ? tell(facts, host, `is ${other.what}`, "proof") : undefined;
    if (!reportsError(facts)) return undefined;
    const shape = isOurs(facts) ? readForeignShape(response.body.text) : undefined;
    if (shape !== undefined) return tell(facts, host, `answers with ${shape.what}`, "implied");
    return isSite(facts) ? tell(facts, host, "is something that answers with web pages", "implied") : undefined;
  },
};

/** Whose host it was is unknown: only a framework's own errors, or its page for what it lacks, tell. */
function findUnseen(facts: Facts, response: Response): Finding | undefined {
  if (facts.exchange.request !== null || (facts.status !== 404 && facts.status !== 405)) return undefined;
  const shape = readForeignShape(response.body.text);
  const isPage = facts.envelope.shape === "html" && /\b404: This page could not be found\b/.test(facts.message);
  if (shape?.isFramework !== true && !isPage) return undefined;
  const what =
    shape === undefined ? "shows the page that Next.js has for what is not there" : `answers with ${shape.what}`;
  return tell(facts, "What answered", what, "implied");
}

/** A page where only the API's JSON can be, for a path that the API has or for one that it lacks. */
function isSite(facts: Facts): boolean {
  return (
    facts.envelope.shape === "html" && facts.answeredBy !== "express" && (facts.status === 404 || facts.status === 405)
  );
}

/** True for the paths of this API, also below another one; `chat/completions` is that of providers of models. */
function isOurs(facts: Facts): boolean {
  return /\/v1\/(?:sandboxes|chat(?!\/completions(?:\/|$))|tokens|mcp)(?:\/|$)/.test(facts.target?.path ?? "");
}

/** True where the other host failed, or answered with a page; its own good JSON answers are none of our business. */
function isOutOfPlace(facts: Facts, isSister: boolean): boolean {
  if (facts.envelope.shape === "html") return true;
  const status = facts.status ?? 200;
  if (isOurs(facts)) return status >= 300;
  // Hosts of the same company have paths of their own; whatever they refuse there is not this API's to explain.
  return isSister ? status >= 400 && status < 500 && status !== 429 : status === 404 || status === 405;
}

function tell(facts: Facts, host: string, what: string, strength: Finding["strength"]): Finding {
  const name = clip(host, 100);
  return {
    strength,
    confidence: strength === "proof" ? "certain" : "likely",
    ...(strength === "proof" ? { alone: true } : {}),
    evidence: [...(facts.target?.host == null ? [] : [{ where: "request.url", saw: name }]), ...answerEvidence(facts)],
    explanation: `${name} ${what}. The API answers at ${API_ORIGIN}, so nothing was learned about the request itself.`,
    fixes: [
      fix(adviseHost(facts, name), `export SANDBOX_BASE_URL=${API_ORIGIN}`),
      fix("Check that the right host answers.", `sandbox-errors request GET /health --base-url ${API_ORIGIN}`),
    ],
  };
}

/** Who hosts the API on a machine of their own has most likely met another server there. */
function adviseHost(facts: Facts, name: string): string {
  const host = facts.target?.host ?? null;
  if (host === null) return `Send the request to ${API_ORIGIN}.`;
  if (!isPrivateHost(host)) return `Send the request to ${API_ORIGIN} instead of ${name}.`;
  return `Check host and port of the base URL: another server answers at ${name}. Unless you host the API there, send the request to ${API_ORIGIN}.`;
}
