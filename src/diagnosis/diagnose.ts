import { ERRORS_PAGE_URL } from "../catalog/docs-urls.js";
import { type DocumentedCode, isDocumentedCode } from "../catalog/documented-codes.js";
import { ALL_CAUSES } from "../causes/all-causes.js";
import { type Cause, layerOf, type Severity } from "../causes/cause.js";
import { collectExchangeSecrets } from "../exchange/collect-exchange-secrets.js";
import { readStored } from "../exchange/decode-body.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Facts } from "../exchange/facts.js";
import { gatherFacts } from "../exchange/gather-facts.js";
import { neutraliseLine, neutraliseText } from "../text/neutralise.js";
import { createRedactor, type Redactor } from "../text/redact.js";
import { type Candidate, rankCauses } from "./rank-causes.js";
import type { Diagnosis, RetryAdvice } from "./report.js";

/**
 * What went wrong in an exchange: the likeliest cause first, then whatever else the evidence allows. Empty where there is
 * nothing to say. Pure; never throws; the texts are harmless to show and hold none of the request's secrets.
 */
export function diagnose(exchange: Exchange): Diagnosis[] {
  return diagnoseWith(ALL_CAUSES, exchange);
}

/** The same, with the causes given. */
export function diagnoseWith(causes: readonly Cause[], exchange: Exchange): Diagnosis[] {
  const facts = gatherFacts(exchange);
  const redact = createRedactor(collectExchangeSecrets(exchange));
  return rankCauses(facts, causes).map((candidate) => toDiagnosis(candidate, facts, redact));
}

function toDiagnosis({ cause, finding }: Candidate, facts: Facts, redact: Redactor): Diagnosis {
  const line = (text: string): string => neutraliseLine(redact(text));
  const reported = facts.code ?? (facts.storedError === null ? null : readStored(facts.storedError).code);
  const message =
    facts.message || facts.storedError || facts.stream?.errors[0] || facts.exchange.failure?.message || null;
  const fixes = finding.fixes ?? cause.fixes;
  return {
    cause: cause.id,
    layer: layerOf(cause.id),
    severity: severityOf(cause, facts),
    confidence: finding.confidence,
    code: codeOf(cause, reported),
    reportedCode: reported === null ? null : cut(line(reported)),
    status: facts.status,
    title: cause.title,
    message: message === null ? null : neutraliseText(redact(message)),
    explanation: line(finding.explanation ?? cause.explanation),
    evidence: finding.evidence.map(({ where, saw }) => ({ where: line(where), saw: cut(line(saw)) })),
    fixes: fixes.map(({ text, command }) => ({ text: line(text), command: command === null ? null : line(command) })),
    retry: adviseRetry(cause, facts),
    contract: { shape: facts.envelope.shape, deviations: facts.envelope.deviations },
    docs: layerOf(cause.id) === "network" ? null : ERRORS_PAGE_URL,
  };
}

/** What was seen is quoted, not reprinted: at most 200 characters. */
function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** An error that a healthy answer merely stores (a failed thread's) is no failure of this request. */
function severityOf(cause: Cause, facts: Facts): Severity {
  const stored = facts.storedError !== null && (facts.status ?? 0) < 300;
  return stored && cause.severity === "error" ? "warning" : cause.severity;
}

function codeOf(cause: Cause, reported: string | null): DocumentedCode | null {
  return reported !== null && isDocumentedCode(reported) ? reported : cause.code;
}

function adviseRetry(cause: Cause, facts: Facts): RetryAdvice {
  const waits = cause.retry === "after_delay" || cause.retry === "with_backoff";
  const { seconds, source } = facts.wait;
  if (!waits || seconds === null) return { class: cause.retry, waitSeconds: null, source: null, at: null };
  const receivedAt = facts.exchange.receivedAt;
  return {
    class: cause.retry,
    waitSeconds: seconds,
    source,
    at: receivedAt === null ? null : toIsoTime(receivedAt + seconds * 1000),
  };
}

/** ISO 8601 in UTC, or null beyond the last day that a Date can hold. */
function toIsoTime(ms: number): string | null {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null;
}
