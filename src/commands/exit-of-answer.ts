import { type ExitName, exitOfReport } from "../diagnosis/exit-code.js";
import type { PersistentAnswer } from "./send-with-retries.js";

/**
 * How an answer ends a command: as its report says; but `try_later`, whatever the cause, where the answer asks for a wait
 * that does not fit (cli.md, "The wait").
 */
export function exitOfAnswer({ stopped, diagnoses }: Pick<PersistentAnswer, "stopped" | "diagnoses">): ExitName {
  const decisive = diagnoses.find(({ severity }) => severity === "error");
  const isTold = stopped === "wait_too_long" && decisive !== undefined && decisive.retry.waitSeconds !== null;
  return isTold ? "try_later" : exitOfReport(diagnoses);
}
