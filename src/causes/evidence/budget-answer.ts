import type { Facts } from "../../exchange/facts.js";
import { findSpoken } from "./spoken-text.js";

/** The sandbox's budget as an answer tells of it; null members were not given. */
export interface SandboxBudget {
  readonly spentUsd: number | null;
  readonly limitUsd: number | null;
}

/** Reads a used-up sandbox budget: by scope, by the sums, or by words where no code is known; undefined where there is none. */
export function findSandboxBudget(facts: Facts): SandboxBudget | undefined {
  const { scope, spentUsd, limitUsd, sandboxId } = facts.envelope.extras;
  const budget = { spentUsd, limitUsd };
  const spoken = findSpoken(
    facts,
    /\bsandbox(?:'s)? budget\b[^.]{0,80}\b(?:exceeded|reached|used up|spent)|\bmaxSandboxBudgetUsd\b[^.]{0,40}\b(?:exceeded|reached)|\b(?:exceeded|reached)\b[^.]{0,40}\b(?:maxSandboxBudgetUsd|sandbox(?:'s)? budget)\b/i,
  );
  if (facts.code !== "budget_exceeded")
    return facts.code === "invalid_request" || spoken === undefined ? undefined : budget;
  if (scope !== null && scope !== "sandbox") return undefined;
  const told =
    scope === "sandbox" || spentUsd !== null || limitUsd !== null || sandboxId !== null || spoken !== undefined;
  return told ? budget : undefined;
}
