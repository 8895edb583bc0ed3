import type { Exchange } from "../../exchange/exchange.js";
import { gatherFacts } from "../../exchange/gather-facts.js";
import type { Host } from "../../host/host.js";
import type { WaitEnding } from "../../probe/run-probe.js";
import { planNext } from "../../retry/plan-next.js";
import type { RetryPolicy } from "../../retry/policy.js";
import type { Progress } from "./show-progress.js";

/**
 * Makes what waits after a 429: as long as it asks for, as far as all waits of the run together fit into the policy's
 * longest wait. Nothing is repeated afterwards, so the number of attempts does not matter.
 */
export function createRateLimitWait(
  { random }: Pick<Host, "random">,
  policy: RetryPolicy,
  progress: Pick<Progress, "wait">,
): (exchange: Exchange) => Promise<WaitEnding> {
  let waitedMs = 0;
  return async (exchange) => {
    const next = planNext({
      policy: { ...policy, maxAttempts: 2 },
      attempt: 1,
      waitedMs,
      method: "GET",
      retryClass: "after_delay",
      facts: { status: 429, waitSeconds: gatherFacts(exchange).wait.seconds, isRateLimit: true, transient: false },
      random,
    });
    if (next.kind === "stop") return "too_long";
    waitedMs += next.waitMs;
    return (await progress.wait(next.waitMs)) ? "waited" : "interrupted";
  };
}
