import { findVariables } from "./fill-step.js";
import type { ProbeCase } from "./probe-case.js";

/** What a run may do. */
export interface Permissions {
  /** True on a mock: there, errors are provoked by header. */
  readonly isMock: boolean;
  readonly write: boolean;
  /** The agent was named for this very run, so it may be run. */
  readonly runAgent: boolean;
  /** An agent's slug is known, from wherever. */
  readonly hasAgent: boolean;
  /** Why there is no key to send, a clause; null where there is one. */
  readonly keyProblem: string | null;
}

/** Why a case is not run, a sentence; undefined where it is. */
export function findWhyNotRun(probeCase: ProbeCase, permissions: Permissions): string | undefined {
  const { isMock, write, runAgent, hasAgent, keyProblem } = permissions;
  if (probeCase.mockOnly !== null && !isMock) return `Cannot be provoked safely: ${probeCase.mockOnly}.`;
  if (probeCase.safety === "runs_agent" && !(write && runAgent))
    return "Needs --write and --agent <slug>: it runs an agent, which may cost.";
  if (probeCase.safety === "creates" && !write) return "Needs --write: it creates something and deletes it.";
  const needsAgent = probeCase.steps.some((step) => findVariables(step).includes("agent"));
  if (needsAgent && !hasAgent) return "Needs an agent: name it with --agent <slug> or SANDBOX_AGENT.";
  if (keyProblem !== null && needsKey(probeCase)) return `Needs a key: ${keyProblem}.`;
  return undefined;
}

/** True where a case sends the user's key. */
export function needsKey({ steps }: ProbeCase): boolean {
  return steps.some(({ credential }) => credential === "key");
}
