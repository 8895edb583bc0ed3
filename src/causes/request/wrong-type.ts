import type { Endpoint, Field } from "../../catalog/endpoint.js";
import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { nameEndpoint, tellFields } from "../evidence/endpoint-words.js";
import { fitsField, fitsQueryField, wantedOf } from "../evidence/field-type.js";
import { fieldsInMessage, namesField, saysUndefined, speaksOfLimit } from "../evidence/named-field.js";
import { clip, quoteValue } from "../evidence/quote-value.js";
import { crashedOnValue, refusesRequest } from "../evidence/refused-request.js";
import { requestCommand } from "../evidence/request-command.js";
import { answeredJson, answeredText, OTHER_ID, SAMPLE_ID } from "../example.js";

/** A field, or the whole body, has a type, a range or a value that the endpoint does not take. */
export const wrongType: Cause = {
  id: "request.wrong_type",
  title: "A value has the wrong type or range",
  explanation:
    "A field is there, but its value is not what the endpoint takes: another type, outside the range, or none of the values allowed. The body itself must be a JSON object.",
  proof:
    "The request holds a value that the endpoint's field cannot take, or the message says which type or value it expected.",
  fixes: [
    fix(
      "Send the type that the message asks for: numbers without quotes, lists as [ ], objects as { }.",
      requestCommand("POST", "/v1/sandboxes/<sandbox id>/git/clone", { url: "https://example.com/r.git", depth: 1 }),
    ),
    fix(
      "With -f every value is sent as text; -F sends it as JSON, so that 1 stays a number.",
      "sandbox-errors request POST '/v1/sandboxes/<sandbox id>/exec' -f command=ls -F timeoutMs=60000",
    ),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.missing_field", "request.validation", "request.invalid", "request.invalid_json"],
  get examples() {
    return [
      {
        what: "depth as text",
        exchange: answeredJson(
          { path: `/v1/sandboxes/${SAMPLE_ID}/git/clone`, json: { url: "https://example.com/r.git", depth: "1" } },
          400,
          { error: { code: "invalid_request", message: "depth must be a non-negative integer" } },
        ),
      },
      {
        what: "the body is a JSON string",
        exchange: answeredJson({ path: "/v1/sandboxes", json: "my-agent" }, 400, {
          error: "invalid_json",
          message: "Request body must be valid JSON",
          status: 400,
        }),
      },
      {
        what: "expiresIn as a number: the server fails on it",
        exchange: answeredText(
          { path: "/v1/tokens", json: { expiresIn: 3600 } },
          500,
          "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>TypeError: value.match is not a function</pre></body></html>",
        ),
      },
      {
        what: "a credential of an unknown auth type",
        exchange: answeredJson(
          {
            path: `/v1/mcp/vaults/${OTHER_ID}/credentials`,
            json: { serverUrl: "https://mcp.example.com/mcp", auth: { type: "apiKey", key: "x" } },
          },
          400,
          {
            error: "validation_error",
            message: "Invalid discriminator value. Expected 'bearer' | 'oauth'",
            status: 400,
          },
        ),
      },
    ];
  },
  find(facts) {
    return findWrongBody(facts) ?? findWrongField(facts) ?? findInMessage(facts);
  },
};

/** The top level of the body is text, a number, a list or null. */
function findWrongBody(facts: Facts): Finding | undefined {
  const { kind, object, value } = facts.requestBody;
  const endpoint = facts.route?.endpoint ?? null;
  if (kind !== "json" || object !== null || endpoint?.body == null || facts.code === "git_clone_failed")
    return undefined;
  if (!reportsError(facts) || !hasStatus(facts, 400, 422, 500)) return undefined;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [{ where: "request.body", saw: quoteValue(value) }, ...answerEvidence(facts)],
    explanation: `The body is ${quoteValue(value)}. It is valid JSON, but this API takes only an object as the body, and may call anything else invalid JSON.`,
    fixes: [
      fix(`Send a JSON object, which starts with { and ends with }; the body was ${quoteValue(value)}.`, null),
      fix(tellFields(endpoint) || "See the endpoint's fields."),
      ...(typeof value === "string"
        ? [fix("Was the body encoded twice? Encode it once: JSON.stringify of an object, not of a text.")]
        : []),
    ],
  };
}

/** A 500 that tells nothing: in production the server hides its TypeErrors (observed). */
function failsUntold(facts: Facts): boolean {
  if (facts.status !== 500 || (facts.code !== null && facts.code !== "internal_error")) return false;
  const words = facts.message.trim();
  return (
    words === "" ||
    /^(?:error\s+)?(?:500 )?(?:internal server error|something went wrong|an unexpected error occurred|unexpected error)\W{0,3}$/i.test(
      words,
    )
  );
}

interface Misfit {
  readonly field: Field;
  readonly value: unknown;
  readonly part: "body" | "query";
}

function findWrongField(facts: Facts): Finding | undefined {
  const endpoint = facts.route?.endpoint ?? null;
  if (endpoint === null || !mayBlameValue(facts)) return undefined;
  const misfits = findMisfits(endpoint, facts);
  const named = fieldsInMessage(facts);
  const blamed = misfits.find((misfit) => named.includes(misfit.field.name));
  const found = blamed ?? (named.length === 0 && !speaksOfLimit(facts.message) ? misfits[0] : undefined);
  if (found === undefined || (blamed === undefined && saysUndefined(facts.message))) return undefined;
  const { field, value, part } = found;
  const sent = quoteValue(value, field.name);
  return {
    strength: failsUntold(facts) ? "implied" : "proof",
    confidence: blamed === undefined ? "likely" : "certain",
    evidence: [{ where: `request.${part}.${field.name}`, saw: sent }, ...answerEvidence(facts)],
    explanation: `${field.name} is ${sent}; ${nameEndpoint(facts)} wants ${wantedOf(field)}.`,
    fixes: [
      fix(`Send ${field.name} as ${wantedOf(field)}; it was sent as ${sent}.`, null),
      fix(`${tellFields(endpoint)} With \`sandbox-errors request\`, -f sends text and -F sends JSON.`.trim()),
    ],
  };
}

/** The refusals and crashes after which a value can be to blame. */
function mayBlameValue(facts: Facts): boolean {
  if (refusesRequest(facts) || crashedOnValue(facts) || failsUntold(facts)) return true;
  return (
    reportsError(facts) && hasStatus(facts, 500) && fieldsInMessage(facts).length > 0 && WANTED.test(facts.message)
  );
}

function findMisfits(endpoint: Endpoint, facts: Facts): Misfit[] {
  const body = facts.requestBody.object ?? {};
  // A null counts as absent: where the field is required, that is request.missing_field.
  const inBody = (endpoint.body ?? []).flatMap((field): Misfit[] => {
    const value = Object.hasOwn(body, field.name) ? body[field.name] : undefined;
    if (value === undefined || fitsField(field, value) || value === null) return [];
    return [{ field, value, part: "body" }];
  });
  const inQuery = endpoint.query.flatMap((field): Misfit[] => {
    const text = facts.target?.query.get(field.name) ?? null;
    return text === null || fitsQueryField(field, text) ? [] : [{ field, value: text, part: "query" }];
  });
  return [...inBody, ...inQuery];
}

const WANTED =
  /\b(?:must|should|has to|have to|needs? to) be (?!(?:an? )?(?:valid )?(?:https?\b|ur[il]\b|absolute|provided|present|set|valid JSON|archived|at most|longer|shorter|unique|non-?empty|not empty)\b)|\bexpected\b.{0,80}\b(?:received|got|one of)\b|\binvalid (?:type|enum value|option|discriminator value|literal value)\b|\bexpected one of\b|\bis not (?:a|an) (?:valid )?(?:integer|number|string|boolean|array|object)\b|\bnot one of\b|\bnot a valid enum\b/i;

/** Only the message tells, such as a validator's words that do not name the field. */
function findInMessage(facts: Facts): Finding | undefined {
  if (!reportsError(facts) || !hasStatus(facts, 400, 422, 500)) return undefined;
  if (hasStatus(facts, 400, 422) && facts.code !== null && !refusesRequest(facts)) return undefined;
  const { message } = facts;
  if (!WANTED.test(message) || saysUndefined(message) || speaksOfLimit(message) || /\bJSON\b/i.test(message))
    return undefined;
  if (facts.status === 500 && !/^\w{1,60} (?:must|should|has to) be /.test(message)) return undefined;
  const name = /^["'`]?([A-Za-z_][\w.]{0,60})["'`]? (?:must|should|has to|needs to|is not)\b/.exec(message)?.[1];
  const field = name !== undefined && namesField(message, name) ? name : "the value";
  return {
    strength: "named",
    confidence: "likely",
    evidence: answerEvidence(facts),
    explanation: `The server refuses ${field}: it wants another type, range or value. Its message says which.`,
    fixes: [
      fix(`Change ${field} to what the message asks for: ${clip(message, 200)}`.replace(/\.?$/, "."), null),
      ...(facts.route?.endpoint == null ? [] : [fix(tellFields(facts.route.endpoint))]),
    ],
  };
}
