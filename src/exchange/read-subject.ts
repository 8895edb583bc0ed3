import { isBareError } from "./condense-printed-error.js";
import { isJsonObject, parseJson } from "./decode-body.js";
import type { Exchange } from "./exchange.js";
import { readCurlTrace } from "./read-curl-trace.js";
import { isHar, readHar } from "./read-har.js";
import { asResponse, readMessage } from "./read-message.js";
import { readRawHttp } from "./read-raw-http.js";
import { answeredUntil, splitCurlEnd } from "./split-curl-end.js";
import { isCurlTrace } from "./split-curl-trace.js";

/** The forms in which people hand over an error. */
export const TEXT_FORMS = ["json", "http", "message", "har"] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

/** Says in which form a text is. */
export function readTextForm(text: string): TextForm {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (/^HTTP\/\d(?:\.\d)? \d{3}/.test(start) || /^[A-Z]{3,10} \S{1,8000} HTTP\/\d/.test(start)) return "http";
  if (
    /^(?:event:|data:|:)/.test(start) ||
    /^<(?:!doctype|!--|html|head|body|pre|title|center|h1)(?=[\s>-])/i.test(start)
  )
    return "json";
  if (isBareError(start)) return "message";
  if (!/^[{["]/.test(start)) return isCurlTrace(start) ? "http" : "message";
  const json = parseJson(start);
  if (isHar(json)) return "har";
  // Broken JSON is still somebody's JSON, if it starts like an object.
  return json !== undefined || /^[{[]/.test(start) ? "json" : "message";
}

/**
 * Reads every exchange out of a text, in order. Undefined where the text is not in the form that was asked for.
 * Form `json` is any body: an envelope, a page, a stream.
 */
export function readSubject(text: string, form: TextForm): Exchange[] | undefined {
  switch (form) {
    case "har":
      return readHar(text);
    case "http": {
      if (isCurlTrace(text)) return readCurlTrace(text);
      const exchange = readRawHttp(text);
      return exchange === undefined ? undefined : [exchange];
    }
    case "json":
      return [readPastedBody(text)];
    case "message":
      return [readMessage(text)];
  }
}

/** A body without its headers. Its status is the one that it names itself; a stream's is 200. */
function readPastedBody(text: string): Exchange {
  const { text: printed, failure } = splitCurlEnd(text.replace(/^\uFEFF/, "").trim());
  const isStream = /^(?:event:|data:|:)/.test(printed);
  // The empty line at the end of a stream belongs to its last event.
  const body = isStream ? printed : printed.trim();
  return answeredUntil(asResponse(body, isStream ? 200 : readOwnStatus(body)), failure);
}

function readOwnStatus(body: string): number | null {
  const json = parseJson(body);
  if (!isJsonObject(json)) return null;
  const error = json["error"];
  // A thread or a sandbox that stores an error is a good answer's body.
  if (typeof json["id"] === "string" && (typeof error === "string" || error === null)) return 200;
  return null;
}
