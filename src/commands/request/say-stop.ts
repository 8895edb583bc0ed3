import { formatUtcTime } from "../../text/clock-time.js";
import { formatSeconds } from "../../text/duration.js";
import type { Output } from "../output.js";
import type { PersistentAnswer } from "../send-with-retries.js";

/** Says why there was no further attempt, and where a wait was too long, when to come back. */
export async function sayStop(output: Output, { stopped, diagnoses, attempts }: PersistentAnswer): Promise<void> {
  const retry = diagnoses[0]?.retry;
  switch (stopped) {
    case "wait_too_long": {
      const seconds = retry?.waitSeconds ?? null;
      if (seconds === null) return output.say("The next wait does not fit into --max-wait.\n");
      const end = retry?.at == null ? undefined : formatUtcTime(Date.parse(retry.at));
      const at = end === undefined ? "" : `, at ${end}`;
      return output.say(
        `The wait of ${formatSeconds(seconds)} does not fit into --max-wait: come back in ${formatSeconds(seconds)}${at}, or raise --max-wait.\n`,
      );
    }
    case "attempts_exhausted":
      return attempts.length > 1
        ? output.say(`Gave up after ${attempts.length} attempts; --max-attempts allows more.\n`)
        : undefined;
    case "unsafe_method":
      return output.say("Not repeated: this method may already have taken effect. --retry-unsafe repeats it.\n");
    default:
      return undefined;
  }
}
