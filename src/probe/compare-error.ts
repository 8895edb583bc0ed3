import { CODE_STATUS, DOCUMENTED_STATUSES, isDocumentedCode } from "../catalog/documented-codes.js";
import { isJsonObject, type JsonObject, ownMember } from "../exchange/decode-body.js";
import type { Response } from "../exchange/exchange.js";
import type { Difference } from "../render/report/probe-result.js";
import { compareContentType, readJson } from "./compare-head.js";
import { describeExact, describeKind } from "./describe-value.js";
import type { Expectation } from "./probe-case.js";

type ErrorExpectation = Extract<Expectation, { kind: "error" }>;

/**
 * Compares an answer with the documented error envelope, member by member:
 * `{"error":{"code","message","status"}}`, with `retryAfter` in whole seconds on a 429, as JSON, and nothing else.
 */
export function compareError(response: Response, expected: ErrorExpectation): Difference[] {
  return [
    ...compareStatus(response.status, expected.status),
    ...compareContentType(response, "application/json"),
    ...compareBody(response, expected),
  ];
}

function compareStatus(seen: number | null, expected: number | null): Difference[] {
  const fits = expected === null ? seen !== null && isListedError(seen) : seen === expected;
  if (fits) return [];
  return [
    {
      member: "response.status",
      documented: expected === null ? "a 4xx or 5xx of the page's list" : String(expected),
      seen: String(seen),
      meaning: "A client that goes by the HTTP status takes another way than the page says.",
    },
  ];
}

function isListedError(status: number): boolean {
  return status >= 400 && DOCUMENTED_STATUSES.includes(status);
}

function compareBody(response: Response, expected: ErrorExpectation): Difference[] {
  const { json, seen } = readJson(response);
  const noEnvelope = "A client finds neither code nor message; only the HTTP status is left to go by.";
  if (!isJsonObject(json))
    return [
      { member: "response.body", documented: "a JSON object", seen: seen ?? describeKind(json), meaning: noEnvelope },
    ];
  const found = findExtras(json, "response.body", ["error"]);
  const error = ownMember(json, "error");
  if (!isJsonObject(error))
    return [
      {
        member: "response.body.error",
        documented: "an object with code, message and status",
        seen: describeKind(error),
        meaning: "error.code and error.message are undefined for a client that follows the page.",
      },
      // The one member whose loss makes clients do harm.
      ...(response.status === 429 ? compareWait(undefined, expected.retryAfter) : []),
      ...found,
    ];
  const named = response.status === 429 ? [...MEMBERS, "retryAfter"] : MEMBERS;
  return [...compareMembers(error, response, expected), ...found, ...findExtras(error, "response.body.error", named)];
}

const MEMBERS: readonly string[] = ["code", "message", "status"];

function compareMembers(error: JsonObject, response: Response, expected: ErrorExpectation): Difference[] {
  const found = [...compareCode(ownMember(error, "code"), expected)];
  const message = ownMember(error, "message");
  if (typeof message !== "string" || message.trim() === "")
    found.push({
      member: "response.body.error.message",
      documented: "text",
      seen: describeKind(message),
      meaning: "A client has no words to show or to log.",
    });
  const status = ownMember(error, "status");
  if (status !== response.status)
    found.push({
      member: "response.body.error.status",
      documented: expected.status === null ? "the HTTP status" : String(expected.status),
      seen: describeExact(status),
      meaning:
        status === undefined
          ? "A client that keeps only the error object no longer knows the status."
          : "A client cannot tell which of the two statuses holds.",
    });
  if (response.status === 429) found.push(...compareWait(ownMember(error, "retryAfter"), expected.retryAfter));
  return found;
}

function compareCode(seen: unknown, expected: ErrorExpectation): Difference[] {
  const fits =
    expected.code === null ? typeof seen === "string" && mayComeWith(seen, expected.status) : seen === expected.code;
  if (fits) return [];
  return [
    {
      member: "response.body.error.code",
      documented: expected.code ?? `a code that goes with ${expected.status}`,
      seen: describeExact(seen),
      meaning: "A client that goes by error.code does not recognise this error.",
    },
  ];
}

/** The page gives 500 and 503 no code; a code that it gives another status is none for them. */
function mayComeWith(code: string, status: number | null): boolean {
  if (code.trim() === "") return false;
  return !isDocumentedCode(code) || !CODE_STATUS[code].documented || CODE_STATUS[code].status === status;
}

function compareWait(seen: unknown, expected: number | undefined): Difference[] {
  const isWhole = typeof seen === "number" && Number.isSafeInteger(seen) && seen >= 0;
  if (isWhole && (expected === undefined || seen === expected)) return [];
  return [
    {
      member: "response.body.error.retryAfter",
      documented: expected === undefined ? "whole seconds" : `${expected} (whole seconds, as asked for)`,
      seen: describeExact(seen),
      meaning: "A client does not know when to come back, and comes back too early or too late.",
    },
  ];
}

function findExtras(object: JsonObject, where: string, named: readonly string[]): Difference[] {
  return Object.keys(object)
    .filter((name) => !named.includes(name))
    .map((name) => ({
      member: `${where}.${describeExact(name).replace(/^"|"$/g, "")}`,
      documented: "nothing",
      seen: describeKind(object[name]),
      meaning: "A client whose schema is strict refuses this answer.",
    }));
}
