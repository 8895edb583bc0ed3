import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { findSandboxBudget } from "../evidence/budget-answer.js";
import { createSandboxCommand, readRequestIds } from "../evidence/request-ids.js";
import { seenStatus } from "../evidence/seen.js";
import { answeredJson, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const NO_OVERRIDE =
  "A request can raise it (options.maxSandboxBudgetUsd) only with a key that starts with an_sk_; otherwise it is set in the agent's configuration.";

function find(facts: Facts): Finding | undefined {
  const budget = findSandboxBudget(facts);
  if (budget === undefined) return findBare(facts);
  const { spentUsd, limitUsd } = budget;
  const spent = spentUsd === null ? null : `${spentUsd} USD`;
  const limit = limitUsd === null ? null : `${limitUsd} USD`;
  const { sandboxId } = readRequestIds(facts);
  const which = sandboxId.startsWith("<") ? "This sandbox" : `Sandbox ${sandboxId}`;
  return {
    strength: "proof",
    confidence: "certain",
    evidence: [
      ...answerEvidence(facts),
      ...(spent === null ? [] : [{ where: "response.body.error.spentUsd", saw: String(spentUsd) }]),
      ...(limit === null ? [] : [{ where: "response.body.error.limitUsd", saw: String(limitUsd) }]),
    ],
    explanation: `${which} has spent ${spent ?? "all"} of ${limit ?? "its budget"} on completed runs of this agent, so no further run starts in it. Nothing was run or charged for this request.`,
    fixes: [
      fix(
        `Raise the agent's maxSandboxBudgetUsd above ${spent ?? limit ?? "what is spent"}${spent === null || limit === null ? "" : ` (it is ${limit})`} and deploy it again. ${NO_OVERRIDE}`,
      ),
      fix(
        `Or go on in a new sandbox, whose spending starts at 0${limit === null ? "" : ` of ${limit}`}; files and threads stay in the old one.`,
        createSandboxCommand(facts),
      ),
    ],
  };
}

/** A bare 402 is one of two things (observed), and billing is the likelier. */
function findBare(facts: Facts): Finding | undefined {
  if (facts.status !== 402 || facts.code !== null) return undefined;
  if (facts.message !== "" && !/^(?:request failed|payment required)\b/i.test(facts.message)) return undefined;
  return {
    strength: "fallback",
    confidence: "possible",
    evidence: seenStatus(facts),
    explanation:
      "The API answers 402 for two reasons: billing that is not set up, and a sandbox whose budget is spent. This answer does not say which.",
  };
}

/** The budget of a sandbox is spent: 402 before the run. */
export const sandbox: Cause = {
  id: "budget.sandbox",
  title: "The budget of this sandbox is spent",
  explanation:
    "The completed runs in this sandbox have cost as much as maxSandboxBudgetUsd allows, so no further run starts in it. Nothing was run or charged for this request; the cap of a single request (maxBudgetUsd) is another one.",
  proof: "The code budget_exceeded with the scope sandbox or with spentUsd and limitUsd.",
  fixes: [
    fix(`Raise maxSandboxBudgetUsd of the agent and deploy it again. ${NO_OVERRIDE}`),
    fix(
      "Or go on in a new sandbox, whose spending starts at 0.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: "budget_exceeded",
  provenance: "observed",
  beats: ["budget.request"],
  get examples() {
    return [
      {
        what: "the answer of the published server, with the sums",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: {
            code: "budget_exceeded",
            message: `Sandbox budget exceeded for "${SAMPLE_ID}"`,
            scope: "sandbox",
            sandboxId: SAMPLE_ID,
            spentUsd: 1.25,
            limitUsd: 1,
          },
        }),
      },
      {
        what: "a flat answer without the sums",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 402, {
          error: "budget_exceeded",
          message: "Sandbox budget exceeded",
          status: 402,
        }),
      },
    ];
  },
  find,
};
