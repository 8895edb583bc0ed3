import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Evidence } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { quotesQuery } from "../evidence/sent-id.js";
import { answeredJson, answeredText } from "../example.js";

/** The methods that RFC 9110, section 9, and RFC 5789 define; the API itself uses four of them. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
const MALFORMED_WORDS =
  /\bFailed to decode param\b|\bURIError\b|\bURI malformed\b|\bmalformed (?:URI|URL|request line)\b|\binvalid byte sequence for encoding\b/i;

interface Fault {
  readonly evidence: Evidence;
  readonly what: string;
  readonly fix: string;
}

/** What was sent is no proper HTTP request, or holds what no server can read. */
export const malformed: Cause = {
  id: "request.malformed",
  title: "The request is malformed",
  explanation:
    "What was sent is not a proper HTTP request: a percent sign without two hex digits, a NUL character, or a method that does not exist. The server refuses it before it looks for an endpoint.",
  proof: "The path, the method or the body holds something that HTTP does not allow, and the server refused it.",
  fixes: [
    fix(
      "Encode every value that you put into a path, with encodeURIComponent or its like.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>' --dry-run",
    ),
    fix("Use one of GET, POST, PATCH and DELETE, in capitals."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["resource.malformed_id", "resource.placeholder_id", "request.invalid", "server.internal", "gateway.error"],
  get examples() {
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
    if (!reportsError(facts) || !hasStatus(facts, 400, 500, 501)) return undefined;
    const fault = findFault(facts);
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
    if (MALFORMED_WORDS.test(facts.message))
      return { strength: "named", confidence: "likely", evidence: answerEvidence(facts) };
    const isBare = facts.status === 400 && (facts.envelope.shape === "empty" || isPlainBadRequest(facts));
    return isBare ? { strength: "implied", confidence: "possible", evidence: answerEvidence(facts) } : undefined;
  },
};

/** Node, Express and gateways answer a request that they cannot read with these two words and nothing else. */
function isPlainBadRequest(facts: Facts): boolean {
  const isPage = facts.envelope.shape === "html" || facts.envelope.shape === "text";
  return isPage && /^(?:error\s+)?(?:400 )?bad request(?:\s+(?:400 )?bad request)?\W{0,3}$/i.test(facts.message.trim());
}

function findFault(facts: Facts): Fault | undefined {
  const path = facts.target?.path ?? "";
  const where = "request.path";
  const percent = findBadPercent(path);
  if (percent !== undefined && facts.status !== 500)
    return {
      evidence: { where, saw: percent.saw },
      what: `The path holds ${percent.saw} at character ${percent.position}, which is no valid percent-encoding.`,
      fix: `Encode the path anew: ${percent.saw} at character ${percent.position} is broken. A percent sign itself is written %25.`,
    };
  if (/%00|\u0000/.test(path))
    return {
      evidence: { where, saw: "%00" },
      what: "The path holds a NUL character (%00).",
      fix: "Remove the NUL (%00) from the path: it often comes from reading a fixed-size buffer as text.",
    };
  return findOddMethod(facts) ?? findRawCharacter(path, facts) ?? findNulInBody(facts);
}

/** The first percent sign that does not start a readable encoding; positions count from 1. */
function findBadPercent(path: string): { readonly saw: string; readonly position: number } | undefined {
  const single = /%(?![0-9a-f]{2})/i.exec(path);
  if (single !== null) return { saw: path.slice(single.index, single.index + 3), position: single.index + 1 };
  for (const match of path.matchAll(/(?:%[0-9a-f]{2})+/gi)) {
    if (!isDecodable(match[0])) return { saw: clip(match[0], 30), position: match.index + 1 };
  }
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function findOddMethod(facts: Facts): Fault | undefined {
  const method = facts.exchange.request?.method ?? null;
  if (method === null || METHODS.includes(method) || facts.status === 500 || facts.code !== null) return undefined;
  const capitals = method.toUpperCase();
  const meant = METHODS.includes(capitals) ? `${capitals}, in capitals` : "GET, POST, PATCH or DELETE";
  return {
    evidence: { where: "request.method", saw: clip(method, 40) },
    what: `${clip(method, 40)} is no HTTP method.`,
    fix: `Send the request with the method ${meant}.`,
  };
}

function findRawCharacter(path: string, facts: Facts): Fault | undefined {
  const match = /[\u0000-\u0020\u007f]/.exec(path);
  if (match === null || facts.code !== null || facts.status !== 400) return undefined;
  const position = match.index + 1;
  return {
    evidence: { where: "request.path", saw: `a space or control character at character ${position}` },
    what: `The path holds a raw space or control character at character ${position}.`,
    fix: `Encode the character at position ${position} of the path: a space is written %20.`,
  };
}

function findNulInBody(facts: Facts): Fault | undefined {
  const text = facts.exchange.request?.body?.text ?? "";
  const isRefused = quotesQuery(facts) || /\bunsupported Unicode escape sequence\b|\\u0000/.test(facts.message);
  if (!isRefused || facts.requestBody.kind !== "json" || !/(?<!\\)\\u0000/.test(text)) return undefined;
  return {
    evidence: { where: "request.body", saw: "\\u0000" },
    what: "A text in the body holds a NUL character (\\u0000), which the server's database cannot store.",
    fix: "Remove the NUL (\\u0000) from the texts of the body.",
  };
}
