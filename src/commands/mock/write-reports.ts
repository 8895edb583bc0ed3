import type { Host } from "../../host/host.js";
import { JUDGE_RULES, type Judgement } from "../../mock/judge/judge-client.js";
import { writeJudgementJunit } from "../../render/report/write-judgement-junit.js";
import { writeNamedFile } from "../write-named-file.js";
import type { VerdictReport } from "./read-mock-options.js";

/** Writes the judge's verdicts in each form that was asked for. */
export async function writeReports(host: Host, reports: readonly VerdictReport[], judgement: Judgement): Promise<void> {
  for (const { form, path } of reports) {
    const text = form === "junit" ? writeJudgementJunit(toRules(judgement)) : `${JSON.stringify(judgement, null, 2)}\n`;
    await writeNamedFile(host, { option: "--report", path }, text);
  }
}

function toRules({ verdicts }: Judgement): Map<string, string[]> {
  const byRule = new Map<string, string[]>(JUDGE_RULES.map(({ id }) => [id, []]));
  for (const { rule, message } of verdicts) byRule.get(rule)?.push(message);
  return byRule;
}
