import { createHash } from "node:crypto";
import { type Answer, type AnswerHeaders, addHeaders, answerJson, type WholeAnswer } from "../answer.js";
import type { ObservedError } from "./observed-refusal.js";

/** What stands on nearly every answer of the published server (recorded). */
const EXPRESS_HEADERS: AnswerHeaders = {
  "X-Powered-By": "Express",
  Vary: "Origin",
  "Access-Control-Allow-Credentials": "true",
};
/** What Express adds to its own error pages (recorded). */
const PAGE_HEADERS: AnswerHeaders = {
  "Content-Security-Policy": "default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Content-Type": "text/html; charset=utf-8",
};

/** An error in the shape that the published server gives it. */
export function answerObservedError(error: ObservedError): Answer {
  const answer = writeError(error);
  return { ...answer, told: { code: error.code, retryAfterSeconds: null } };
}

function writeError(error: ObservedError): WholeAnswer {
  const { status, code, message, extra = {}, headers = {} } = error;
  switch (error.shape) {
    case "nested":
      return answerJson(status, { error: { code, message, ...extra } }, headers);
    case "flat":
      return answerJson(status, { error: code, message, status, ...extra }, headers);
    case "bare":
      return answerJson(status, { error: message, ...extra }, headers);
    case "html":
      return { kind: "whole", status, headers: { ...PAGE_HEADERS, ...headers }, body: Buffer.from(writePage(message)) };
  }
}

function writePage(message: string): string {
  const text = message.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const shown = text.replace(/'/g, "&#39;").replace(/\n/g, "<br>").replace(/ {2}/g, " &nbsp;");
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${shown}</pre>\n</body>\n</html>\n`;
}

/** The answer with the headers of Express; a JSON answer has an ETag, errors too (recorded). */
export function addExpressHeaders(answer: Answer): Answer {
  const isJson = answer.kind === "whole" && (answer.headers["Content-Type"] ?? "").startsWith("application/json");
  return addHeaders(answer, isJson ? { ...EXPRESS_HEADERS, ETag: writeEtag(answer.body) } : EXPRESS_HEADERS);
}

/** A weak ETag as the `etag` package of Express writes it: length in hex, then 27 characters of the SHA-1. */
function writeEtag(body: Buffer): string {
  const hash = createHash("sha1").update(body).digest("base64").slice(0, 27);
  return `W/"${body.length.toString(16)}-${hash}"`;
}
