import { fix } from "../../catalog/fix.js";
import { readHeader } from "../../exchange/exchange.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { contentType } from "../evidence/json-content-type.js";
import { clip } from "../evidence/quote-value.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { answeredJson } from "../example.js";

/** What the server's body parser inflates (body-parser 2, observed). */
const CODINGS = ["identity", "gzip", "deflate", "br"];
const ENCODING_WORDS = /\bunsupported (?:charset|content[- ]encoding|encoding)\b|\bincorrect header check\b/i;

interface Fault {
  readonly where: string;
  readonly saw: string;
  readonly what: string;
}

/** The body has a charset or a compression that the server does not read. */
export const unsupportedEncoding: Cause = {
  id: "request.unsupported_encoding",
  title: "The body's encoding is not supported",
  explanation:
    "The server reads JSON in UTF-8, uncompressed or gzipped. A body that its headers declare in another charset or compression is refused, and called invalid JSON although it parses.",
  proof:
    "The request declares a charset other than UTF or a Content-Encoding that the server does not know, and was refused.",
  fixes: [
    fix(
      "Send the body as UTF-8, uncompressed or gzip, with Content-Type: application/json and no other charset.",
      `sandbox-errors request POST /v1/sandboxes -f agent=my-agent`,
    ),
    fix("Remove Content-Encoding where the body is not compressed; it must say what the bytes really are."),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.invalid_json", "request.no_content_type", "request.invalid", "request.missing_field"],
  get examples() {
    return [
      {
        what: "a charset that the parser does not read",
        exchange: answeredJson(
          {
            path: "/v1/sandboxes",
            text: '{"agent":"my-agent"}',
            headers: { "content-type": "application/json; charset=iso-8859-1" },
          },
          400,
          { error: "invalid_json", message: "Request body must be valid JSON", status: 400 },
        ),
      },
      {
        what: "a compression that the parser does not read",
        exchange: answeredJson({ path: "/v1/chat/support", json: {}, headers: { "content-encoding": "zstd" } }, 415, {
          error: { code: "invalid_request", message: 'unsupported content encoding "zstd"', status: 415 },
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || !hasStatus(facts, 400, 415, 500)) return undefined;
    const isNamed = ENCODING_WORDS.test(facts.message);
    const isRefused = facts.code === "invalid_json" || facts.status === 415 || refusesRequest(facts) || isNamed;
    const fault = findFault(facts);
    if (fault === undefined || !isRefused)
      return isNamed ? { strength: "named", confidence: "likely", evidence: answerEvidence(facts) } : undefined;
    return {
      strength: "proof",
      confidence: "certain",
      evidence: [{ where: fault.where, saw: fault.saw }, ...answerEvidence(facts)],
      explanation: `${fault.what} The server reads UTF-8, uncompressed or gzip, and reports anything else as invalid JSON.`,
      fixes: [
        fix("Send the body as UTF-8, uncompressed or gzip, and let the headers say so.", null),
        fix(`Change ${fault.where.slice("request.".length)}, which says ${fault.saw}.`),
      ],
    };
  },
};

function findFault(facts: Facts): Fault | undefined {
  const headers = facts.exchange.request?.headers ?? [];
  const type = contentType(facts) ?? "";
  const charset = /;\s{0,10}charset\s{0,10}=\s{0,10}["']?([\w.:-]{1,60})/i.exec(type)?.[1] ?? null;
  if (charset !== null && !/^utf-?(?:8|16|16le|16be|32|32le|32be)$/i.test(charset))
    return {
      where: "request.headers.content-type",
      saw: clip(type),
      what: `The body is declared in the charset ${charset}.`,
    };
  const coding = (readHeader(headers, "content-encoding") ?? "").trim().toLowerCase();
  if (coding !== "" && !CODINGS.includes(coding))
    return {
      where: "request.headers.content-encoding",
      saw: clip(coding),
      what: `The body is declared as compressed with ${clip(coding, 40)}.`,
    };
  return findOddBytes(facts, coding);
}

/** Bytes that are not what the headers say: no UTF-8, or plain JSON that is declared as compressed. */
function findOddBytes(facts: Facts, coding: string): Fault | undefined {
  if (facts.code !== "invalid_json" && !ENCODING_WORDS.test(facts.message)) return undefined;
  const body = facts.exchange.request?.body ?? null;
  if (body !== null && body.base64 !== null && (coding === "" || coding === "identity"))
    return { where: "request.body", saw: "bytes that are no UTF-8", what: "The body's bytes are no UTF-8." };
  if (coding === "" || coding === "identity" || facts.requestBody.kind !== "json") return undefined;
  return {
    where: "request.headers.content-encoding",
    saw: clip(coding),
    what: `The body is declared as compressed with ${clip(coding, 40)}, but was recorded as plain JSON.`,
  };
}
