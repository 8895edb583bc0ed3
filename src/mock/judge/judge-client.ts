import { readHeader } from "../../exchange/exchange.js";
import { createRedactor, type Redactor } from "../../text/redact.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import { earlyReturn } from "./early-return.js";
import { hammering } from "./hammering.js";
import { ignoredStreamError } from "./ignored-stream-error.js";
import type { Evidence, JudgeRule } from "./judge-rule.js";
import { keyExposed } from "./key-exposed.js";
import { repeatedPost } from "./repeated-post.js";
import { repeatedRefusal } from "./repeated-refusal.js";
import { streamLeftOpen } from "./stream-left-open.js";

/** The rules, in the order in which verdicts are told. */
export const JUDGE_RULES: readonly JudgeRule[] = [
  earlyReturn,
  repeatedRefusal,
  repeatedPost,
  ignoredStreamError,
  streamLeftOpen,
  keyExposed,
  hammering,
];

/** So many requests are quoted with a verdict; a client that hammers sends thousands. */
const MOST_QUOTED = 20;

/** A request that a verdict quotes. */
export interface QuotedRequest {
  /** Counts from 1. */
  readonly n: number;
  /** When its head came, as ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** What it was answered; null where a fault kept any status from going out. */
  readonly status: number | null;
  /** The fault that was played, or null. */
  readonly fault: string | null;
}

/** One fault of the client: the rule that it broke, what it did with times in it, and the requests that show it. */
export interface Verdict {
  readonly rule: string;
  readonly message: string;
  /** Oldest first, at most 20. */
  readonly requests: readonly QuotedRequest[];
}

/** What the judge has to say. */
export interface Judgement {
  /** How many requests the client sent. */
  readonly requests: number;
  /** Empty where the client did nothing wrong. */
  readonly verdicts: readonly Verdict[];
}

/** Judges a client by what it did with each error. */
export function judgeClient({ all, ...rest }: Omit<Evidence, "requests">, count: number): Judgement {
  const evidence = { ...rest, all, requests: all.filter((request) => request.isHere && !isPreflight(request)) };
  const redact = createRedactor([evidence.key]);
  const verdicts = JUDGE_RULES.flatMap((rule) =>
    rule.find(evidence).map(({ message, requests }) => ({
      rule: rule.id,
      message: redact(message),
      requests: requests.slice(0, MOST_QUOTED).map((request) => quote(request, redact)),
    })),
  );
  return { requests: count, verdicts };
}

/** A browser asks by itself whether it may send the request that follows. */
function isPreflight({ method, headers }: RecordedRequest): boolean {
  return method === "OPTIONS" && readHeader(headers, "access-control-request-method") !== undefined;
}

function quote({ n, startedAtMs, method, path, answer }: RecordedRequest, redact: Redactor): QuotedRequest {
  const at = new Date(startedAtMs).toISOString();
  return { n, at, method, path: redact(path), status: answer.status, fault: answer.fault };
}
