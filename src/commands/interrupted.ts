import type { Host } from "../host/host.js";
import type { Outcome } from "./command.js";

/** How a command ends after Ctrl-C (130) or SIGTERM (143): 128 plus the signal's number, as shells have it. */
export function interruptedExit({ signals }: Pick<Host, "signals">): Outcome["exit"] {
  return { code: signals.interrupted.reason === "SIGTERM" ? 143 : 130, name: "interrupted" };
}
