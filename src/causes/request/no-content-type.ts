import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { contentType, lacksJsonType, saysJson } from "../evidence/json-content-type.js";
import { findMissingFields } from "../evidence/missing-field-search.js";
import { requiredInMessage } from "../evidence/named-field.js";
import { clip } from "../evidence/quote-value.js";
import { crashedOnValue, foundNoBody, refusesRequest } from "../evidence/refused-request.js";
import { requestCommand } from "../evidence/request-command.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

/** A body that nobody read, since the request did not say that it is JSON. */
export const noContentType: Cause = {
  id: "request.no_content_type",
  title: "The body is not declared as JSON",
  explanation:
    "The request has no Content-Type: application/json, so the server does not read its body. It then fails on the body that is not there, or says that a field is missing which you did send.",
  proof: "The request's Content-Type is absent or not JSON, and the server found no body.",
  fixes: [
    fix(
      "Send the header Content-Type: application/json with every body. `sandbox-errors request` does it for you.",
      requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" }),
    ),
    fix("curl -d declares a form, not JSON: add -H 'Content-Type: application/json', or use curl --json."),
    fix("An endpoint that takes a body needs one even where all its fields are optional: send {}."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: [
    "request.missing_field",
    "request.misnamed_field",
    "request.wrong_type",
    "request.message_format",
    "request.validation",
    "request.invalid",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "a JSON body without Content-Type",
        exchange: answeredJson({ path: "/v1/sandboxes", text: '{"agent":"my-agent"}' }, 500, {
          error: {
            code: "internal_error",
            message: "Cannot destructure property 'agent' of 'req.body' as it is undefined.",
          },
        }),
      },
      {
        what: "a vault sent as a form: the name seems to be missing",
        exchange: answeredJson(
          {
            path: "/v1/mcp/vaults",
            text: '{"name":"Team"}',
            headers: { "content-type": "application/x-www-form-urlencoded" },
          },
          400,
          { error: "validation_error", message: "Invalid input: expected string, received undefined", status: 400 },
        ),
      },
      {
        what: "mkdir without Content-Type: the server's own error page",
        exchange: answeredText(
          { path: `/v1/sandboxes/${SAMPLE_ID}/files/mkdir`, text: '{"path":"/home/user/new"}' },
          500,
          "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>TypeError: Cannot destructure property &#39;path&#39; of &#39;req.body&#39; as it is undefined.</pre></body></html>",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    if (facts.exchange.request === null) return foundNoBody(facts) ? tell(facts, "named") : undefined;
    if (facts.status === 415) return saysJson(facts) ? undefined : tell(facts, "proof");
    if (foundNoBody(facts)) return tell(facts, lacksJsonType(facts) ? "proof" : "implied");
    return lacksJsonType(facts) && wentUnread(facts) ? tell(facts, "proof") : undefined;
  },
};

/** True for the answers of a server that did not read the body. */
function wentUnread(facts: Facts): boolean {
  if (crashedOnValue(facts)) return true;
  const isPage = facts.envelope.shape === "html" && facts.answeredBy === "express" && hasStatus(facts, 500);
  return isPage ? facts.requestBody.kind !== "absent" : refusesRequest(facts) && seemsUnread(facts);
}

/** True where what the server misses stands in the body that was sent, or no body was sent at all. */
function seemsUnread(facts: Facts): boolean {
  const { kind } = facts.requestBody;
  if (kind === "absent") return false;
  if (kind === "other" || kind === "broken_json") return true;
  const missed = requiredInMessage(facts);
  const missing = findMissingFields(facts).map((field) => field.name);
  return missed.length > 0 ? missed.some((name) => !missing.includes(name)) : missing.length === 0;
}

function tell(facts: Facts, strength: Finding["strength"]): Finding {
  const sent = contentType(facts);
  const isKnown = facts.exchange.request !== null;
  const seen = isKnown ? [{ where: "request.headers.content-type", saw: sent ?? "absent" }] : [];
  return {
    strength,
    confidence: strength === "proof" ? "certain" : strength === "named" ? "likely" : "possible",
    evidence: [...seen, ...answerEvidence(facts)],
    ...(isKnown ? { explanation: explain(facts, sent) } : {}),
    fixes: [
      fix(adviceFor(facts, sent), commandFor(facts)),
      fix("curl -d declares a form, not JSON: add -H 'Content-Type: application/json', or use curl --json."),
    ],
  };
}

function explain(facts: Facts, sent: string | undefined): string {
  const body = facts.requestBody.kind === "absent" ? "no body" : "a body";
  const type = sent === undefined ? "no Content-Type" : `the Content-Type ${clip(sent)}`;
  return `The request has ${body} and ${type}, so the server reads none. What it says about missing values follows from that.`;
}

function adviceFor(facts: Facts, sent: string | undefined): string {
  if (facts.requestBody.kind === "absent")
    return "Send a JSON body with the header Content-Type: application/json; {} where you have nothing to say.";
  return `Send the header Content-Type: application/json${sent === undefined ? "" : ` instead of ${clip(sent)}`}.`;
}

/** The same request as this program sends it; null where there is nothing to repeat, or more than fits a line. */
function commandFor(facts: Facts): string | null {
  const { object } = facts.requestBody;
  const { request } = facts.exchange;
  if (object === null || request === null || facts.target === null || JSON.stringify(object).length > 300) return null;
  return requestCommand(request.method ?? "POST", facts.target.path, object);
}
