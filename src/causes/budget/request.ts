import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { answerEvidence } from "../answer.js";
import { findSandboxBudget } from "../budget-answer.js";
import type { Cause, Evidence, Finding } from "../cause.js";
import { answeredDocumented, answeredStream, SAMPLE_CHAT } from "../example.js";
import { readThreadCommand } from "../request-ids.js";
import { findSpoken } from "../spoken-text.js";

const REACHED =
  /error_max_budget|\b(?:exceeded|reached|over|hit)\b[^.]{0,60}\b(?:max_?budget\w{0,20}|budget)\b|\bbudget\b[^.]{0,40}\b(?:exceeded|reached|exhausted|used up|spent)\b/i;

function readCap(facts: Facts): number | null {
  const options = facts.requestBody.object?.["options"];
  if (typeof options !== "object" || options === null || !Object.hasOwn(options, "maxBudgetUsd")) return null;
  const cap: unknown = (options as Record<string, unknown>)["maxBudgetUsd"];
  return typeof cap === "number" ? cap : null;
}

function find(facts: Facts): Finding | undefined {
  const stopped = /budget/i.test(facts.stream?.resultSubtype ?? "");
  const spoken = facts.code === "invalid_request" ? undefined : findSpoken(facts, REACHED);
  if (findSandboxBudget(facts) !== undefined) return undefined;
  if (!stopped && facts.code !== "budget_exceeded" && spoken === undefined) return undefined;
  const subtype: readonly Evidence[] = stopped
    ? [{ where: "stream.resultSubtype", saw: facts.stream?.resultSubtype ?? "" }]
    : [];
  const cap = readCap(facts);
  return {
    strength: stopped ? "proof" : "named",
    confidence: stopped || facts.status !== 402 ? "certain" : "likely",
    evidence: [
      ...answerEvidence(facts),
      ...subtype,
      ...(cap === null ? [] : [{ where: "request.body.options.maxBudgetUsd", saw: String(cap) }]),
    ],
    ...(stopped
      ? {
          explanation: `The run stopped when its cost reached ${cap === null ? "the configured maxBudgetUsd" : `maxBudgetUsd (${cap} USD)`}. The stream ends as if all were well (status 200, finish, [DONE]); only its resultSubtype tells, and the answer is incomplete.`,
        }
      : {}),
    fixes: [
      fix(
        `Raise maxBudgetUsd${cap === null ? " (in options of the request, or in the agent's configuration)" : ` above ${cap} in the request's options`}, or give it less to do at once.`,
      ),
      fix("Read the thread for what was done before the stop and what it cost.", readThreadCommand(facts)),
    ],
  };
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
  examples: [
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
  ],
  find,
};
