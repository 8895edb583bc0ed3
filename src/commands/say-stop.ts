import type { RetryAdvice } from "../diagnosis/report.js";
import { formatUtcTime } from "../text/clock-time.js";
import { formatSeconds } from "../text/duration.js";
import type { Output } from "./output.js";
import type { PersistentAnswer } from "./send-with-retries.js";

const YEAR_SECONDS = 365 * 86_400;

/** Says why there was no further attempt, and where a wait was too long, when to come back. */
export async function sayStop(
  output: Output,
  { stopped, diagnoses, attempts }: Pick<PersistentAnswer, "stopped" | "diagnoses" | "attempts">,
): Promise<void> {
  const retry = diagnoses.find(({ severity }) => severity === "error")?.retry;
  switch (stopped) {
    case "wait_too_long":
      return output.say(`${writeTooLong(retry)}\n`);
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

function writeTooLong(retry: RetryAdvice | undefined): string {
  const seconds = retry?.waitSeconds ?? null;
  if (seconds === null) return "The next wait does not fit into --max-wait.";
  const wait = formatSeconds(seconds);
  const end = retry?.at == null ? undefined : formatUtcTime(Date.parse(retry.at));
  const back = `come back in ${wait}${end === undefined ? "" : `, at ${end}`}`;
  return seconds > YEAR_SECONDS
    ? `The wait of ${wait} is longer than a year, so it is not begun: ${back}.`
    : `The wait of ${wait} does not fit into --max-wait: ${back}, or raise --max-wait.`;
}
