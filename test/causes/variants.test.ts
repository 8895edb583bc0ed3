import assert from "node:assert/strict";
import { test } from "node:test";
import { isDocumentedCode } from "../../src/catalog/documented-codes.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { isJsonObject, parseJson } from "../../src/exchange/decode-body.js";
import { type Exchange, type Header, textBody } from "../../src/exchange/exchange.js";
import { type Case, isRight, readCases, tellWrong } from "./read-cases.js";

/** Another id of the same form for every id; the same one for the same. */
function replaceIds(har: string): string {
  return har.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, (id) => {
    let sum = 7;
    for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 0xffff_ffff;
    const hex = sum.toString(16).padStart(8, "0");
    return `${hex}-3f1d-4ab7-9c2e-${hex}${hex.slice(0, 4)}`;
  });
}

function withHeaders(exchange: Exchange, change: (headers: readonly Header[]) => readonly Header[]): Exchange {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: request === null ? null : { ...request, headers: change(request.headers) },
    response: response === null ? null : { ...response, headers: change(response.headers) },
  };
}

/** Code, message and further members of an error, whatever its shape; undefined where there is no such object. */
function readError(text: string): readonly [unknown, unknown, object] | undefined {
  const json = parseJson(text);
  if (!isJsonObject(json) || json["error"] === undefined) return undefined;
  const { error, message, status: _, ...rest } = json;
  if (isJsonObject(error)) {
    const { code, message: words, status: __, ...others } = error;
    return [code, words, others];
  }
  return message === undefined ? [undefined, error, rest] : [error, message, rest];
}

/** The same error in another shape; as it was where it has no JSON error. */
function reshape(exchange: Exchange, write: (code: unknown, message: unknown, status: number) => object): Exchange {
  const { response } = exchange;
  if (response === null || (response.status ?? 0) < 400) return exchange;
  const read = readError(response.body.text);
  if (read === undefined) return exchange;
  const [code, message, others] = read;
  const shaped = write(code, message, response.status ?? 0);
  const inner = Object.values(shaped)[0] as unknown;
  const json = isJsonObject(inner) ? { error: { ...inner, ...others } } : { ...shaped, ...others };
  return { ...exchange, response: { ...response, body: textBody(JSON.stringify(json)) } };
}

function each(change: (exchange: Exchange) => Exchange): () => Case[] {
  return () => readCases().map((labelled) => ({ ...labelled, exchange: change(labelled.exchange) }));
}

/** The documented code, or the usual one, of each status: what a server sends that gives no code of its own to a reason. */
const GENERAL_CODES: Readonly<Record<number, string>> = {
  400: "invalid_request",
  401: "unauthorized",
  402: "budget_exceeded",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "validation_error",
  429: "rate_limit_exceeded",
  500: "internal_error",
  502: "sandbox_error",
  503: "service_unavailable",
};

/** An undocumented code gives way to the general one of its status; words stay. */
function generalise(code: unknown, message: unknown, status: number): object {
  const isSpecific = typeof code === "string" && !isDocumentedCode(code) && message !== undefined;
  return { error: { code: isSpecific ? (GENERAL_CODES[status] ?? code) : code, message, status } };
}

const VARIANTS: Readonly<Record<string, () => Case[]>> = {
  "with other ids": () => readCases(replaceIds),
  "with another agent": () =>
    readCases((har) => har.replace(/my-agent/g, "invoice-bot").replace(/chat\/support/g, "chat/hr")),
  "with header names in lower case": each((exchange) =>
    withHeaders(exchange, (headers) => headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }))),
  ),
  "in the documented envelope": each((exchange) =>
    reshape(exchange, (code, message, status) => ({ error: { code, message, status } })),
  ),
  "in an envelope without status": each((exchange) =>
    reshape(exchange, (code, message) => ({ error: { code, message } })),
  ),
  "under the general code of their status": each((exchange) => reshape(exchange, generalise)),
  "in a flat envelope": each((exchange) =>
    reshape(exchange, (code, message, status) =>
      code === undefined ? { error: message } : { error: code, message, status },
    ),
  ),
};

for (const [name, make] of Object.entries(VARIANTS)) {
  test(`${name}, at least 97 of 100 labelled exchanges keep their cause`, () => {
    const cases = make();
    const wrong = cases.flatMap((labelled) => {
      const diagnoses = diagnose(labelled.exchange);
      return isRight(labelled, diagnoses) ? [] : [tellWrong(labelled, diagnoses)];
    });
    assert.ok(wrong.length <= 0.03 * cases.length, wrong.join("\n"));
  });
}
