import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { readBilling } from "../evidence/billing-answer.js";
import { findSandboxBudget } from "../evidence/budget-answer.js";
import { readNumberOption } from "../evidence/option-sent.js";
import { readThreadCommand } from "../evidence/request-ids.js";
import { findSpoken } from "../evidence/spoken-text.js";
import { answeredDocumented, answeredStream, SAMPLE_CHAT } from "../example.js";

const REACHED =
  /error_max_budget|\b(?:exceeded|reached|over|hit)\b[^.]{0,60}\b(?:max_?budget\w{0,20}|budget)\b|\bbudget\b[^.]{0,40}\b(?:exceeded|reached|exhausted|used up|spent)\b/i;

const CODE = /^(?:error_max_budget_usd|budget_exceeded)$/;

function find(facts: Facts): Finding | undefined {
  const subtype = facts.stream?.resultSubtype ?? "";
  const stopped = /budget/i.test(subtype);
  const told =
    CODE.test(facts.code ?? "") || (facts.code !== "invalid_request" && findSpoken(facts, REACHED) !== undefined);
  if ((!stopped && !told) || findSandboxBudget(facts) !== undefined) return undefined;
  if (readBilling(facts)?.named === true) return undefined;
  const cap = readNumberOption(facts, "maxBudgetUsd");
  return {
    strength: stopped ? "proof" : "named",
    confidence: stopped || facts.status !== 402 ? "certain" : "likely",
    evidence: [
      ...answerEvidence(facts),
      ...(stopped ? [{ where: "stream.resultSubtype", saw: subtype }] : []),
      ...(cap === null ? [] : [{ where: "request.body.options.maxBudgetUsd", saw: String(cap) }]),
    ],
    ...(stopped ? { explanation: explainStop(cap) } : {}),
    fixes: suggest(facts, cap),
  };
}

function explainStop(cap: number | null): string {
  const limit = cap === null ? "the configured maxBudgetUsd" : `maxBudgetUsd (${cap} USD)`;
  return `The run stopped when its cost reached ${limit}. The stream ends as if all were well (status 200, finish, [DONE]); only its resultSubtype tells, and the answer is incomplete.`;
}

function suggest(facts: Facts, cap: number | null): Cause["fixes"] {
  const where =
    cap === null
      ? " (in options of the request, or in the agent's configuration)"
      : ` above ${cap} in the request's options`;
  return [
    fix(`Raise maxBudgetUsd${where}, or give it less to do at once.`),
    fix("Read the thread for what was done before the stop and what it cost.", readThreadCommand(facts)),
  ];
}

/** The cost of one request reached `maxBudgetUsd`. */
export const request: Cause = {
  id: "budget.request",
  title: "The run reached its cost cap, maxBudgetUsd",
  explanation:
    "The cost of this run reached maxBudgetUsd, so it was stopped. The page documents the code budget_exceeded for it; the published server lets the stream end with status 200 instead, and only its resultSubtype (error_max_budget_usd) tells.",
  proof:
    "The code budget_exceeded without a sandbox's spending, or a stream whose resultSubtype is error_max_budget_usd.",
  fixes: [
    fix(
      "Raise maxBudgetUsd, in options of the request or in the agent's configuration, or give it less to do at once.",
    ),
    fix(
      "Read the thread for what was done before the stop and what it cost.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/threads/<threadId>",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "budget_exceeded",
  provenance: "documented",
  beats: ["stream.error_event", "stream.run_failed", "stream.empty"],
  get examples() {
    return [
      {
        what: "the documented answer",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: { ...SAMPLE_CHAT, options: { maxBudgetUsd: 0.2 } } },
          400,
          "budget_exceeded",
          "The request exceeded the maxBudgetUsd limit",
        ),
      },
      {
        what: "a stream that the cap ended",
        exchange: answeredStream([
          { type: "start" },
          { type: "text-delta", id: "1", delta: "Half of it." },
          { type: "message-metadata", messageMetadata: { totalCostUsd: 0.21, resultSubtype: "error_max_budget_usd" } },
          { type: "finish" },
        ]),
      },
    ];
  },
  find,
};
