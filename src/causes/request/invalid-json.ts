import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { requestCommand } from "../evidence/request-command.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

const JSON_WORDS =
  /\b(?:must be|not|is not|invalid|malformed|bad|parse|parsing|parsed)\b.{0,30}\bjson\b|\bunexpected (?:token|end of (?:json )?input|string|number)\b|\bin JSON at position\b|\bSyntaxError\b|\bafter (?:property|array) (?:name|value|element)\b|\bExpected property name\b/i;

/** The body is not JSON. */
export const invalidJson: Cause = {
  id: "request.invalid_json",
  title: "The request body is not valid JSON",
  explanation:
    "The server could not parse the body, so it looked at nothing else. The body is parsed before the key is checked, so a wrong key can still be behind this.",
  proof: "The body does not parse as JSON, or the server says so.",
  fixes: [
    fix(
      "Find the first fault, by line and column: write the body to a file and let a parser read it.",
      `node -e 'JSON.parse(require("fs").readFileSync("body.json", "utf8"))'`,
    ),
    fix(
      "Let a serialiser write the body (JSON.stringify, json.dumps) instead of joining text. In a shell, put it in single quotes.",
      requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" }),
    ),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.invalid", "request.missing_field", "request.validation", "server.internal"],
  get examples() {
    return [
      {
        what: "a comma too many",
        exchange: answeredJson(
          { path: "/v1/sandboxes", text: '{"agent": "my-agent",}', headers: { "content-type": "application/json" } },
          400,
          { error: "invalid_json", message: "Request body must be valid JSON", status: 400 },
        ),
      },
      {
        what: "a body that ends too early, in the documented envelope",
        exchange: answeredJson(
          {
            path: `/v1/sandboxes/${SAMPLE_ID}/exec`,
            text: '{"command": "ls',
            headers: { "content-type": "application/json" },
          },
          400,
          { error: { code: "invalid_request", message: "The request body is malformed", status: 400 } },
        ),
      },
      {
        what: "single quotes, answered with a page",
        exchange: answeredText(
          { path: "/v1/sandboxes", text: "{'agent': 'my-agent'}", headers: { "content-type": "application/json" } },
          400,
          "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>SyntaxError: Expected property name or &#39;}&#39; in JSON at position 1</pre></body></html>",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !hasStatus(facts, 400, 422, 500)) return undefined;
    const isNamed = isCalledInvalid(facts);
    const { kind, fault } = facts.requestBody;
    if (kind === "broken_json" && (isNamed || refusesRequest(facts) || isPage(facts))) {
      const place = fault === null ? "an unknown place" : `line ${fault.line}, column ${fault.column}`;
      const what = fault === null ? "" : ` (${fault.what})`;
      return {
        strength: "proof",
        confidence: "certain",
        evidence: [
          { where: "request.body", saw: fault === null ? "no JSON" : `${fault.what} at ${place}` },
          ...answerEvidence(facts),
        ],
        explanation: `The body stops being JSON at ${place}${what}. The server parses the body before it checks the key or anything else.`,
        fixes: [
          fix(`Mend the body at ${place}${what}. ${hintFor(facts)}`.trim(), null),
          fix("Let a serialiser write the body (JSON.stringify, json.dumps). In a shell, put it in single quotes."),
        ],
      };
    }
    if (!isNamed) return undefined;
    const isFine = kind === "json";
    return {
      strength: isFine ? "implied" : "named",
      confidence: "likely",
      evidence: answerEvidence(facts),
      ...(isFine
        ? {
            explanation:
              "The server calls the body invalid JSON, although what was recorded of it parses. It may have been cut or changed on the way, or have another encoding than its headers say.",
          }
        : {}),
    };
  },
};

function isCalledInvalid(facts: Facts): boolean {
  if (facts.code !== null && /^(?:invalid|malformed)_json(?:_body)?$|^json_(?:parse_error|invalid)$/i.test(facts.code))
    return true;
  const isGeneral = facts.code === null || refusesRequest(facts);
  return isGeneral && JSON_WORDS.test(facts.message);
}

function isPage(facts: Facts): boolean {
  return facts.status === 400 && facts.code === null;
}

/** The usual slips that can be told from the text itself. */
function hintFor(facts: Facts): string {
  const text = (facts.exchange.request?.body?.text ?? "").slice(0, 20_000);
  if (/^\s*[\w.]{1,60}=/.test(text)) return 'It is form data: send an object such as {"agent": "my-agent"}.';
  if (/[{,]\s{0,20}'/.test(text)) return "JSON takes double quotes only.";
  if (/,\s{0,20}[}\]]/.test(text)) return "Remove the comma before the closing bracket.";
  if (/\b(?:undefined|NaN|None|True|False)\b/.test(text))
    return "JSON knows only true, false, null, numbers and texts.";
  if (/[\u201c\u201d]/.test(text)) return "Replace the curly quotes by straight ones.";
  return "";
}
