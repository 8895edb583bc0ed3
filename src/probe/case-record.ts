import type { Exchange, Response } from "../exchange/exchange.js";
import { gatherFacts } from "../exchange/gather-facts.js";
import type { Difference } from "../render/report/probe-result.js";
import { formatSeconds } from "../text/duration.js";
import type { Resource } from "./clean-up.js";
import { readId } from "./compare-success.js";
import type { Judgement } from "./judge-answer.js";
import type { Step } from "./probe-case.js";
import type { TimedExchange } from "./send-probe.js";

/** What came of a case. Filled while it runs, so that a crash leaves what is known. */
export interface CaseRecord {
  readonly differences: Difference[];
  readonly notes: string[];
  readonly exchanges: TimedExchange[];
  /** What was created and not yet deleted. */
  readonly resources: Resource[];
  /** Why it is inconclusive; null where it is not. */
  inconclusive: string | null;
  /** Why it turned out not to be one for this server; null where it is. */
  notProvoked: boolean;
  /** The last answer that was a 429 and was not asked for. */
  rateLimit: Exchange | null;
  /** The last exchange that was judged, and the last that differed. */
  last: Exchange | null;
  differing: Exchange | null;
}

/** A record of nothing. */
export function createRecord(): CaseRecord {
  return {
    differences: [],
    notes: [],
    exchanges: [],
    resources: [],
    inconclusive: null,
    notProvoked: false,
    rateLimit: null,
    last: null,
    differing: null,
  };
}

function isSuccess(status: number | null | undefined): boolean {
  return status !== null && status !== undefined && status >= 200 && status < 300;
}

/** Writes down what exists and what is gone, whatever had been expected. */
export function noteResources(step: Step, exchange: Exchange, record: CaseRecord): void {
  const status = exchange.response?.status;
  const { creates, deletes } = step;
  // Where no answer came, the request may still have been carried out.
  const mayExist = exchange.response === null ? mayHaveArrived(exchange) : isSuccess(status);
  if (creates !== undefined && mayExist)
    record.resources.push({ kind: creates, id: readCreatedId(step, exchange.response) ?? null });
  if (deletes !== undefined && (isSuccess(status) || (status === 404 && step.expects.kind === "empty"))) {
    const at = record.resources.findIndex(({ kind }) => kind === deletes);
    if (at >= 0) record.resources.splice(at, 1);
  }
}

function mayHaveArrived({ failure }: Exchange): boolean {
  return failure !== null && failure.phase !== null && ["send", "head", "body"].includes(failure.phase);
}

const ID_PATHS = { sandbox: "id", vault: "vault.id" } as const;

/** The id in the answer to a step that creates or reads something; undefined where there is none. */
export function readCreatedId({ expects, creates }: Step, response: Response | null): string | undefined {
  if (response === null || !isSuccess(response.status)) return undefined;
  const path = expects.kind === "json" ? expects.id : creates === undefined ? undefined : ID_PATHS[creates];
  return path === undefined ? undefined : readId(response, path);
}

/** Writes down what an answer said; false where the case ends with it. */
export function noteJudgement(judged: Judgement, prefix: string, exchange: Exchange, record: CaseRecord): boolean {
  record.last = exchange;
  const add = (differences: readonly Difference[]): void => {
    for (const { member, documented, seen, meaning } of differences)
      record.differences.push({ member: `${prefix}${member}`, documented, seen, meaning });
  };
  switch (judged.kind) {
    case "compared":
      add(judged.differences);
      if (judged.differences.length > 0) record.differing = exchange;
      if (judged.note !== null) record.notes.push(judged.note);
      return true;
    case "rate_limited":
      add(judged.differences);
      record.rateLimit = exchange;
      record.inconclusive = describeRateLimit(exchange);
      return false;
    case "inconclusive":
      record.inconclusive = judged.reason;
      return false;
    case "not_provoked":
      record.notProvoked = true;
      return false;
  }
}

function describeRateLimit(exchange: Exchange): string {
  const { seconds } = gatherFacts(exchange).wait;
  const wait = seconds === null ? "it names no wait" : `it asks to wait ${formatSeconds(seconds)}`;
  return `Met a rate limit (429) in place of its answer: ${wait}.`;
}
