import { FAILURE_KINDS, PHASES } from "../../exchange/exchange.js";
import { TIME_PATTERN } from "./diagnosis-schema.js";
import {
  closedObject,
  flag,
  listOf,
  ref,
  refOrNull,
  type SchemaNode,
  text,
  textLike,
  textOrNull,
  whole,
  word,
  wordOrNull,
} from "./schema-node.js";

/** The definitions of an attempt and its parts, for `$defs`. */
export function attemptDefinitions(): Readonly<Record<string, SchemaNode>> {
  return {
    header: closedObject("A header. Secret values are redacted.", {
      name: text("Its name as it was written."),
      value: text("Its value."),
    }),
    sentRequest: closedObject("What was sent.", {
      method: text("The HTTP method, in upper case."),
      url: text("The absolute URL."),
      headers: listOf(ref("header"), "The headers in their order."),
      bodyBytes: whole(0, "The length of the body, in bytes."),
    }),
    body: bodySchema(),
    response: closedObject("What was answered.", {
      status: { type: "integer", minimum: 100, maximum: 999, description: "The HTTP status." },
      headers: listOf(ref("header"), "The headers in their order."),
      body: ref("body", "The body, after decompression."),
    }),
    failure: closedObject("Why no whole answer came.", {
      kind: word(FAILURE_KINDS, "What failed."),
      code: textOrNull("The name that the system or Node has for it, such as ECONNREFUSED; null where it has none."),
      phase: wordOrNull(PHASES, "The part of the exchange in which it failed; null where that is unknown."),
    }),
    attempt: attemptSchema(),
  };
}

function bodySchema(): SchemaNode {
  const size = {
    bytes: whole(0, "How many bytes there were, after decompression; where truncated, at least this many."),
    truncated: flag("True where a bound of this program, or a broken connection, ended it early."),
  };
  return {
    description: "A body: as text, or in base64 where its bytes are no UTF-8.",
    oneOf: [
      closedObject("A body of text.", { text: text("The bytes read as UTF-8, redacted."), ...size }),
      closedObject("A body of other bytes.", {
        base64: { type: "string", contentEncoding: "base64", description: "The bytes in base64." },
        ...size,
      }),
    ],
  };
}

function attemptSchema(): SchemaNode {
  return closedObject(
    "One request and what came of it. Both response and failure are there where the answer broke off.",
    {
      n: whole(1, "Which attempt it is, counted from 1."),
      startedAt: textLike(TIME_PATTERN, "When it was sent, by the local clock: ISO 8601 in UTC."),
      durationMs: whole(0, "How long it took until the answer's end or the failure, in ms."),
      request: ref("sentRequest", "What was sent."),
      response: refOrNull("response", "What was answered; null where no head of an answer came."),
      failure: refOrNull("failure", "Why no whole answer came; null where one did."),
      waitedMs: whole(0, "How long was waited after it, before the next attempt or until Ctrl-C, in ms."),
    },
  );
}
