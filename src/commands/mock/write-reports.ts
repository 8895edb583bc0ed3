import { JUDGE_RULES, type Judgement } from "../../mock/judge/judge-client.js";
import { writeJudgementJunit } from "../../render/report/write-judgement-junit.js";
import type { FilledFile } from "../write-named-files.js";
import type { VerdictReport } from "./read-mock-options.js";

/** The judge's verdicts in each form that was asked for, as files to write. */
export function writeReports(reports: readonly VerdictReport[], judgement: Judgement): FilledFile[] {
  return reports.map(({ form, path }) => {
    const content =
      form === "junit"
        ? writeJudgementJunit(toRules(judgement), judgement.requests)
        : `${JSON.stringify(judgement, null, 2)}\n`;
    return { option: "--report", path, content };
  });
}

function toRules({ verdicts }: Judgement): Map<string, string[]> {
  const byRule = new Map<string, string[]>(JUDGE_RULES.map(({ id }) => [id, []]));
  for (const { rule, message } of verdicts) byRule.get(rule)?.push(message);
  return byRule;
}
