import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import { readRequestIds, readThreadCommand } from "./request-ids.js";

/** What to do where a chat's stream broke off: the run may go on in the sandbox. */
export function suggestResume(facts: Facts): readonly Fix[] {
  const { agent, sandboxId } = readRequestIds(facts);
  return [
    fix(
      "Join the stream again if it still runs; parts that you missed are not repeated.",
      `sandbox-errors request GET /v1/chat/${agent}/${sandboxId}/stream`,
    ),
    fix("If that answers 204, read the thread: it holds the whole result, or the error.", readThreadCommand(facts)),
    fix("Do not send the message again before that: the run may have gone on, and a second one costs again."),
  ];
}
