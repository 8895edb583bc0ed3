import { nameKeySource } from "../../catalog/key-source.js";
import type { Diagnosis } from "../../diagnosis/report.js";
import type { Verdict } from "../../diagnosis/verdict.js";
import { createPage } from "../../render/human/page.js";
import { renderDiagnoses } from "../../render/human/render-diagnosis.js";
import { capitalise } from "../../text/capitalise.js";
import type { FoundKey } from "../find-key.js";
import type { Output } from "../output.js";

const SENTENCES: Readonly<Record<Verdict, string>> = {
  valid: "The key is valid: the API accepted it.",
  rejected: "The key is rejected: the API refused it.",
  malformed: "The key is malformed: it was not sent.",
  missing: "There is no key.",
  indeterminate: "Whether the key is good is not known: no answer was about it.",
};

/** Writes the verdict to stdout, and what is behind it to stderr. */
export async function sayVerdict(
  output: Output,
  verdict: Verdict,
  key: FoundKey,
  diagnoses: readonly Diagnosis[],
): Promise<void> {
  if (output.json) return;
  const page = createPage(output.stdoutWidth, await output.stdoutStyle());
  page.text(SENTENCES[verdict]);
  if (!output.quiet) {
    if (key.source !== null) {
      const name = nameKeySource(key.source);
      page.text(verdict === "missing" ? `${capitalise(name)} is set but empty.` : `It comes from ${name}.`);
    }
    if (key.hides.length > 0)
      page.text(`It hides the one in ${key.hides.map(nameKeySource).join(" and the one in ")}.`);
  }
  await output.print(page.toString());
  if (diagnoses.length === 0) return;
  const talk = createPage(output.stderrWidth, await output.stderrStyle());
  renderDiagnoses(talk, diagnoses, { full: output.verbose });
  await output.say(talk.toString());
}
