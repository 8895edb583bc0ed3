import { INTERRUPTED_CODES } from "../diagnosis/exit-code.js";
import type { Host } from "../host/host.js";
import type { Outcome } from "./command.js";

/** How a command ends after Ctrl-C (130) or SIGTERM (143). */
export function interruptedExit({ signals }: Pick<Host, "signals">): Outcome["exit"] {
  const signal = signals.interrupted.reason === "SIGTERM" ? "SIGTERM" : "SIGINT";
  return { code: INTERRUPTED_CODES[signal], name: "interrupted" };
}
