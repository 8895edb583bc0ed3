import { fix } from "../../catalog/fix.js";
import { LARGEST_BODY_BYTES } from "../../catalog/limits.js";
import type { Facts } from "../../exchange/facts.js";
import { formatMegabytes } from "../../text/megabytes.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { answeredJson, answeredText, SAMPLE_ID } from "../example.js";

const SIZE_WORDS =
  /\b(?:payload|entity|body|request) (?:is |was )?too (?:large|big)\b|\bPayloadTooLarge|\b(?:payload|request|body) (?:size )?(?:exceeds|over) (?:the )?(?:size )?(?:limit|maximum)\b/i;

/** The body is larger than the server or something before it reads. */
export const tooLarge: Cause = {
  id: "request.too_large",
  title: "The request body is too large",
  explanation:
    "The server reads bodies of at most 10 MB, and a gateway before it may allow less. A body that is too large can also be reported as invalid JSON, since the server gives up before its end.",
  proof: "The answer is a 413 or says so, or a body of more than 10 MB was refused.",
  fixes: [
    fix("Send less at once: split the files over several requests, each under 10 MB."),
    fix(
      "Let the sandbox fetch large files itself.",
      `sandbox-errors request POST '/v1/sandboxes/<sandbox id>/exec' -f command='curl -fsSLO https://example.com/data.zip'`,
    ),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: [
    "request.invalid_json",
    "request.wrong_type",
    "request.missing_field",
    "request.unsupported_encoding",
    "request.no_content_type",
    "request.malformed",
    "request.invalid",
    "gateway.error",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "a gateway refuses 50 MB",
        exchange: answeredText(
          { path: "/v1/chat/support", json: {}, headers: { "content-length": "52428800" } },
          413,
          "<html><head><title>413 Request Entity Too Large</title></head></html>",
        ),
      },
      {
        what: "12 MB, reported as invalid JSON",
        exchange: answeredJson(
          {
            path: `/v1/sandboxes/${SAMPLE_ID}/files`,
            json: { files: { "/home/user/a.bin": "AAAA" } },
            headers: { "content-length": "12582912" },
          },
          400,
          { error: "invalid_json", message: "Request body must be valid JSON", status: 400 },
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const bytes = facts.requestBody.bytes ?? 0;
    const isOver = bytes > LARGEST_BODY_BYTES;
    const isNamed = isCalledTooLarge(facts);
    if (!isNamed && !(isOver && hasStatus(facts, 400, 500))) return undefined;
    const size = bytes < 1024 ? null : formatMegabytes(bytes);
    return {
      strength: isOver || facts.status === 413 ? "proof" : "named",
      confidence: "certain",
      evidence: [...(size === null ? [] : [{ where: "request.body", saw: size }]), ...answerEvidence(facts)],
      ...(size === null
        ? {}
        : {
            fixes: [
              fix(`Send less at once: ${size} were sent, and each request may have 10 MB at most. Split the files.`),
              ...tooLarge.fixes.slice(1),
            ],
            explanation: `The body has ${size}; the server reads at most 10 MB (${LARGEST_BODY_BYTES} bytes), and a gateway before it may allow less.`,
          }),
    };
  },
};

function isCalledTooLarge(facts: Facts): boolean {
  if (facts.status === 413 || /^(?:payload|request)_too_large$/i.test(facts.code ?? "")) return true;
  return hasStatus(facts, 400, 500) && SIZE_WORDS.test(facts.message);
}
