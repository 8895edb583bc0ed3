import { type CatalogEntry, findCatalogEntry } from "./diagnosis/catalog-entry.js";
import { findCauseEntry } from "./diagnosis/cause-entry.js";
import { diagnose as diagnoseExchange } from "./diagnosis/diagnose.js";
import type { Diagnosis } from "./diagnosis/report.js";
import type { Exchange } from "./exchange/exchange.js";
import { readError } from "./exchange/read-error.js";
import {
  type FetchRequest,
  isFetchResponse,
  type RequestFacts,
  readFetchRequest,
  readFetchResponse,
} from "./exchange/read-fetch.js";
import { readMessage } from "./exchange/read-message.js";
import { readSubject, readTextForm } from "./exchange/read-subject.js";
import { createPage } from "./render/human/page.js";
import { renderDiagnoses } from "./render/human/render-diagnosis.js";
import { renderEntry } from "./render/human/render-entry.js";
import { PLAIN_STYLE } from "./render/style.js";

export type { DocumentedCode } from "./catalog/documented-codes.js";
export type { Fix } from "./catalog/fix.js";
export type { RetryClass } from "./catalog/retry-class.js";
export type { Confidence, Evidence, Severity } from "./causes/cause.js";
export type { Diagnosis, RetryAdvice } from "./diagnosis/report.js";
export type { Exchange } from "./exchange/exchange.js";
export type { FetchRequest, RequestFacts } from "./exchange/read-fetch.js";

/** What is known beside the input itself. */
export interface Context {
  /**
   * The request that was sent: a `Request`, or the url and init that `fetch` was given. With it the key, the path and the
   * body are evidence; the diagnosis quotes no secret of it.
   */
  readonly request?: FetchRequest | RequestFacts | undefined;
  /** When the answer came, in ms since 1970; for a `Response` the present if it is left out. */
  readonly receivedAt?: number | undefined;
}

/** How to lay a text out. */
export interface ExplainOptions extends Context {
  /** Columns; 80 if it is left out. */
  readonly width?: number | undefined;
}

/**
 * Reads what came of a call: a `Response` (from a copy, up to 1 MiB; a stream to its end), an error that fetch or an SDK
 * threw, a text in any form that `sandbox-errors explain` takes, or an exchange. Never rejects. The exchange holds the
 * request's secrets, a diagnosis does not. Of a text with several exchanges (a HAR file) the first; `decodeAll` has all.
 */
export async function decode(input: unknown, context: Context = {}): Promise<Exchange> {
  const [first] = await decodeAll(input, context);
  return first ?? readMessage(String(input));
}

/** The same for every exchange of a text, in order. */
export async function decodeAll(input: unknown, context: Context = {}): Promise<Exchange[]> {
  const exchanges = await readInput(input, context.receivedAt ?? null);
  if (context.request === undefined) return exchanges;
  const request = await readFetchRequest(context.request);
  return exchanges.map((exchange) => ({ ...exchange, request: exchange.request ?? request }));
}

/**
 * What went wrong, as `sandbox-errors explain` finds it: the likeliest cause first; empty where nothing is wrong. Takes
 * what `decode` takes. Never rejects. Its texts are harmless to show and hold no secret of the request.
 */
export async function diagnose(input: unknown, context: Context = {}): Promise<Diagnosis[]> {
  return diagnoseExchange(await decode(input, context));
}

/**
 * The text that `sandbox-errors explain` prints, without colours: of a code, a status or a cause its page, of anything
 * else the diagnoses. Never rejects.
 */
export async function explain(input: unknown, options: ExplainOptions = {}): Promise<string> {
  const page = createPage(options.width ?? 80, PLAIN_STYLE);
  const entry = typeof input === "string" ? findEntry(input.trim()) : undefined;
  if (entry === undefined) renderDiagnoses(page, await diagnose(input, options), { full: true });
  else renderEntry(page, entry);
  return page.toString();
}

function findEntry(name: string): CatalogEntry | undefined {
  return findCatalogEntry(name) ?? findCauseEntry(name);
}

async function readInput(input: unknown, receivedAt: number | null): Promise<Exchange[]> {
  if (typeof input === "string") return readSubject(input, readTextForm(input)) ?? [];
  if (isExchange(input)) return [input];
  if (isFetchResponse(input)) return [await readFetchResponse(input, receivedAt ?? Date.now())];
  // Clients such as ky leave the answer on the error.
  const response = typeof input === "object" && input !== null && "response" in input ? input.response : undefined;
  if (isFetchResponse(response)) return [await readFetchResponse(response, receivedAt)];
  return [readError(input)];
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === "object" &&
    value !== null &&
    "request" in value &&
    "response" in value &&
    "failure" in value &&
    "receivedAt" in value
  );
}
