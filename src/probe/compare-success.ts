import { isJsonObject, ownMember } from "../exchange/decode-body.js";
import type { Response } from "../exchange/exchange.js";
import type { Difference } from "../render/report/probe-result.js";
import { compareContentType, readJson } from "./compare-head.js";
import { describeExact, describeKind } from "./describe-value.js";
import type { Expectation } from "./probe-case.js";

type SuccessExpectation = Exclude<Expectation, { kind: "error" }>;

/** Compares an answer with a documented success: status, content type, and the id that clients need; `id` is the one it must be. */
export function compareSuccess(response: Response, expected: SuccessExpectation, id: string | undefined): Difference[] {
  const found = compareStatus(response, expected.status);
  if (response.status !== null && response.status >= 400) return found;
  switch (expected.kind) {
    case "stream":
      return [...found, ...compareContentType(response, "text/event-stream")];
    case "empty":
      return [...found, ...compareEmptyBody(response)];
    case "json":
      return [...found, ...compareContentType(response, "application/json"), ...compareId(response, expected.id, id)];
  }
}

function compareStatus(response: Response, documented: number): Difference[] {
  if (response.status === documented) return [];
  return [
    {
      member: "response.status",
      documented: String(documented),
      seen: String(response.status),
      meaning: "A client that waits for this very status takes a success for something else, or misses it.",
    },
  ];
}

function compareEmptyBody({ body }: Response): Difference[] {
  if (body.bytes === 0) return [];
  return [
    {
      member: "response.body",
      documented: "nothing",
      seen: "a body",
      meaning: "A client that reads no body leaves this one on the connection.",
    },
  ];
}

function compareId(response: Response, path: string, wanted: string | undefined): Difference[] {
  const { json, seen } = readJson(response);
  if (!isJsonObject(json))
    return [
      {
        member: "response.body",
        documented: "a JSON object",
        seen: seen ?? describeKind(json),
        meaning: "A client cannot read what it asked for.",
      },
    ];
  const id = readId(response, path);
  if (id !== undefined && (wanted === undefined || id === wanted)) return [];
  return [
    {
      member: `response.body.${path}`,
      documented: wanted === undefined ? "an id" : "the id that was asked for",
      seen: id === undefined ? describeExact(readMember(json, path)) : "another id",
      meaning: "A client cannot go on with what it has created or read.",
    },
  ];
}

function readMember(json: unknown, path: string): unknown {
  let found = json;
  for (const name of path.split(".")) found = isJsonObject(found) ? ownMember(found, name) : undefined;
  return found;
}

/** The id at a path of the answer's body; undefined where none is there that can stand in a path. */
export function readId(response: Response, path: string): string | undefined {
  const value = readMember(readJson(response).json, path);
  // Anything else could lead a later DELETE to another path.
  return typeof value === "string" && /^\w[\w-]{0,127}$/.test(value) ? value : undefined;
}
