import { CHAT_OPTIONS } from "../../catalog/endpoints.js";
import { RUN_COST_USD } from "../chat-stream.js";
import { fitsField, isMembers, type Members } from "../check-fields.js";
import type { Sandbox } from "../state.js";
import { BUDGET_AGENT, BUDGET_AGENT_USD } from "./fixtures.js";
import type { ObservedCall } from "./observed-call.js";
import { refuseNested } from "./observed-refusal.js";

/**
 * The options that reach the sandbox: one member that is unknown or out of range drops them all, and nobody is told
 * (recorded).
 */
export function readObservedOptions(body: Members): Members {
  const options = body["options"];
  if (!isMembers(options)) return {};
  const fits = Object.entries(options).every(([name, value]) => {
    const field = CHAT_OPTIONS.find((candidate) => candidate.name === name);
    return field !== undefined && fitsField(field, value) && !(name === "maxBudgetUsd" && value === 0);
  });
  return fits ? options : {};
}

/** True where the run costs more than the request allows; the runtime then stops, and the server takes that for success. */
export function stopsAtBudget(body: Members): boolean {
  const { maxBudgetUsd } = readObservedOptions(body);
  return typeof maxBudgetUsd === "number" && maxBudgetUsd < RUN_COST_USD;
}

/** Refuses with 402 where earlier runs in the sandbox have spent its budget (recorded); 0 is no limit. */
export function checkObservedBudget(call: ObservedCall, agent: string, sandbox: Sandbox): void {
  const wanted = readObservedOptions(call.body)["maxSandboxBudgetUsd"];
  if (wanted !== undefined && !call.credential.startsWith("an_sk_")) {
    refuseNested(400, "invalid_request", "maxSandboxBudgetUsd can only be set from an an_sk_ secret key request");
  }
  const configured = agent === BUDGET_AGENT ? BUDGET_AGENT_USD : 0;
  const limitUsd = typeof wanted === "number" ? wanted : configured;
  const { spentUsd } = sandbox;
  if (limitUsd === 0 || spentUsd < limitUsd) return;
  refuseNested(402, "budget_exceeded", `Sandbox budget exceeded for "${sandbox.id}"`, {
    scope: "sandbox",
    sandboxId: sandbox.id,
    spentUsd,
    limitUsd,
  });
}
