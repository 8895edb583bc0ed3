import type { Diagnosis } from "../diagnosis/report.js";
import { createPage } from "../render/human/page.js";
import { renderDiagnoses } from "../render/human/render-diagnosis.js";
import type { Output } from "./output.js";

/** Writes diagnoses to stderr for people; in full with `--verbose`. */
export async function sayDiagnoses(output: Output, diagnoses: readonly Diagnosis[]): Promise<void> {
  if (output.json || diagnoses.length === 0) return;
  const page = createPage(output.stderrWidth, await output.stderrStyle());
  renderDiagnoses(page, diagnoses, { full: output.verbose });
  await output.say(page.toString());
}
