import { API_ORIGIN } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, CauseExample, Finding } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { readRefusedKey } from "../evidence/header-rejection.js";
import { findRequestFault, NUL_WORDS } from "../evidence/request-fault.js";
import { readUnsentRequest, type UnsentRequest } from "../evidence/unsent-request.js";
import { answeredJson, answeredText, SAMPLE_ID, unanswered } from "../example.js";

const MALFORMED_WORDS =
  /\bFailed to decode param\b|\bURIError\b|\bURI malformed\b|\bmalformed (?:URI|URL|request line)\b/i;
/** What was sent is no proper HTTP request, or holds what no server can read. */
export const malformed: Cause = {
  id: "request.malformed",
  title: "The request is malformed",
  explanation:
    "What was sent is not a proper HTTP request: a percent sign without two hex digits, a NUL character, or a method that does not exist. The server refuses it before it looks for an endpoint.",
  proof: "The path, the method or the body holds something that HTTP does not allow, and the server refused it.",
  fixes: [
    fix(
      "Encode every value that you put into a path, with encodeURIComponent or its like; a percent sign itself is written %25.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>' --dry-run",
    ),
    fix("Use one of GET, POST, PATCH and DELETE, in capitals."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: [
    "resource.malformed_id",
    "resource.placeholder_id",
    "request.wrong_type",
    "request.invalid",
    "server.internal",
    "gateway.error",
  ],
  get examples(): readonly CauseExample[] {
    return [
      {
        what: "a broken percent-encoding in the path",
        exchange: answeredText(
          { path: "/v1/sandboxes/%E0%A4%A" },
          400,
          "<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Bad Request</pre></body></html>",
        ),
      },
      {
        what: "a base URL without a scheme: fetch makes no request of it",
        exchange: {
          ...unanswered({
            kind: "other",
            code: "ERR_INVALID_URL",
            message:
              "TypeError: Failed to parse URL from relay.an.dev/v1/sandboxes/1 [cause: ERR_INVALID_URL Invalid URL]",
          }),
          request: null,
        },
      },
      {
        what: "a NUL in the path of a file: Node refuses it",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/files?path=%2Fhome%2Fuser%2Fa%00.txt` }, 500, {
          error: {
            code: "internal_error",
            message: "The argument 'path' must be a string without null bytes. Received '/home/user/a\\x00.txt'",
          },
        }),
      },
      {
        what: "a NUL as the id: the database refuses it",
        exchange: answeredJson({ path: "/v1/sandboxes/%00" }, 500, {
          error: {
            code: "internal_error",
            message: 'Failed query: select "id" from "an_sandboxes" where "client_sandbox_id" = $1\nparams: \u0000,1',
          },
        }),
      },
      {
        what: "a method that does not exist",
        exchange: answeredText({ method: "FETCH", path: "/v1/sandboxes" }, 400, "", "", { connection: "close" }),
      },
    ];
  },
  find(facts) {
    const unsent = readRefusedKey(facts) === undefined ? readUnsentRequest(facts) : undefined;
    if (unsent !== undefined) return tellUnsent(facts, unsent);
    if (!reportsError(facts) || !hasStatus(facts, 400, 500, 501)) return undefined;
    const fault = findRequestFault(facts);
    if (fault !== undefined) {
      return {
        strength: "proof",
        confidence: "certain",
        evidence: [fault.evidence, ...answerEvidence(facts)],
        explanation: `${fault.what} The server refuses that before it looks for what the request names.`,
        fixes: [
          fix(fault.fix, null),
          fix("Encode every value that you put into a path, with encodeURIComponent or its like."),
        ],
      };
    }
    if (NUL_WORDS.test(facts.message))
      return { strength: "named", confidence: "likely", evidence: answerEvidence(facts), fixes: [REMOVE_NUL] };
    if (MALFORMED_WORDS.test(facts.message))
      return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
    const isBare = facts.status === 400 && (facts.envelope.shape === "empty" || isPlainBadRequest(facts));
    return isBare
      ? {
          strength: "implied",
          confidence: isFromParser(facts) ? "likely" : "possible",
          evidence: answerEvidence(facts),
        }
      : undefined;
  },
};

const REMOVE_NUL = fix("Remove the NUL character (%00, \\u0000) from the request: no path and no text may hold one.");

/** The client refused to send it: there is no answer, only the client's message. */
function tellUnsent(facts: Facts, unsent: UnsentRequest): Finding {
  const told = facts.exchange.failure?.message ?? "";
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [{ where: "network.message", saw: told.slice(0, 300) }],
    explanation: `The client refused to send this request: ${unsent.what}. Nothing reached the API.`,
    fixes: [
      fix(unsent.fix, unsent.refusal === "url" ? `export SANDBOX_BASE_URL=${API_ORIGIN}` : null),
      fix("See the request as this program would send it.", "sandbox-errors request GET /health --dry-run"),
    ],
  };
}

/** Node answers what it cannot parse with 400, no body and only `Connection: close` (observed). Of a known request more would show. */
function isFromParser({ exchange: { request, response } }: Facts): boolean {
  if (request !== null || response?.headersKnown !== true || response.body.bytes > 0) return false;
  return response.headers.length < 3 && /close/i.test(readHeader(response.headers, "connection") ?? "");
}

/** Node, Express and gateways answer a request that they cannot read with these two words and nothing else. */
function isPlainBadRequest(facts: Facts): boolean {
  const isPage = facts.envelope.shape === "html" || facts.envelope.shape === "text";
  return isPage && /^(?:error\s+)?(?:400 )?bad request(?:\s+(?:400 )?bad request)?\W{0,3}$/i.test(facts.message.trim());
}
