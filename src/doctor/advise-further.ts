import type { Diagnosis } from "../diagnosis/report.js";

/** The same diagnoses without the advice that is being followed at this very moment: to call the doctor, or check the key. */
export function adviseFurther(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  return diagnoses.map((diagnosis) => ({ ...diagnosis, fixes: diagnosis.fixes.flatMap(reviewFix) }));
}

function reviewFix(fix: Diagnosis["fixes"][number]): Diagnosis["fixes"] {
  const { text, command } = fix;
  if (command === "sandbox-errors check-key") return [];
  if (command?.startsWith("sandbox-errors doctor") !== true || command.includes(" --timeout ")) return [fix];
  return /\bdoctor\b/.test(text) ? [] : [{ text, command: null }];
}
