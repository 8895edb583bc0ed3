import { decodeBody, parseJson } from "../exchange/decode-body.js";
import { type Response, readHeader } from "../exchange/exchange.js";
import type { Difference } from "../render/report/probe-result.js";
import { describeExact } from "./describe-value.js";

/** Compares the content type, parameters such as the charset left aside. */
export function compareContentType(response: Response, documented: string): Difference[] {
  const media = readMediaType(response);
  if (media === documented) return [];
  return [
    {
      member: "response.headers.content-type",
      documented,
      seen: media === undefined ? "nothing" : describeExact(media),
      meaning: "A client that looks at the content type reads the body in another way.",
    },
  ];
}

function readMediaType({ headers }: Response): string | undefined {
  return readHeader(headers, "content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** The JSON of a body; where it is none, `seen` says what it is instead. */
export function readJson(response: Response): { readonly json: unknown; readonly seen: string | null } {
  const { text, base64 } = response.body;
  if (base64 !== null) return { json: undefined, seen: "bytes that are no text" };
  // Of a stream that stays open only the head was read.
  if (text.trim() === "")
    return {
      json: undefined,
      seen: readMediaType(response) === "text/event-stream" ? "an event stream" : "an empty body",
    };
  const json = parseJson(text);
  return json === undefined ? { json, seen: SHAPE_WORDS[decodeBody(response).shape] ?? "text" } : { json, seen: null };
}

const SHAPE_WORDS: Readonly<Record<string, string>> = {
  html: "an HTML page",
  stream: "an event stream",
  json_broken: "broken JSON",
};
