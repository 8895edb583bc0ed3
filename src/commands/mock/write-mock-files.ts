import type { Host } from "../../host/host.js";
import { JUDGE_RULES, type Judgement } from "../../mock/judge/judge-client.js";
import { writeJudgementJunit } from "../../render/report/write-judgement-junit.js";
import { UsageError } from "../usage-error.js";
import type { VerdictReport } from "./read-mock-options.js";

/** Writes a file that an option names; throws a UsageError where it cannot be written. */
export async function writeMockFile(host: Host, option: string, path: string, text: string): Promise<void> {
  try {
    await host.files.write(path, text);
  } catch (error) {
    throw new UsageError(
      `${option}: "${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      path,
      "Name a file in a folder that you may write to.",
    );
  }
}

/** Writes the judge's verdicts in each form that was asked for. */
export async function writeReports(host: Host, reports: readonly VerdictReport[], judgement: Judgement): Promise<void> {
  for (const { form, path } of reports) {
    const text = form === "junit" ? writeJudgementJunit(toRules(judgement)) : `${JSON.stringify(judgement, null, 2)}\n`;
    await writeMockFile(host, "--report", path, text);
  }
}

function toRules({ verdicts }: Judgement): Map<string, string[]> {
  const byRule = new Map<string, string[]>(JUDGE_RULES.map(({ id }) => [id, []]));
  for (const { rule, message } of verdicts) byRule.get(rule)?.push(message);
  return byRule;
}
