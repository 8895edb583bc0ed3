import { JUDGE_RULES, type Judgement, type Verdict } from "../../mock/judge/judge-client.js";
import type { Output } from "../output.js";

/** So many verdicts on one rule are told; the rest is a number. */
const MOST_TOLD = 5;

/** Says on stderr what the judge found: by rule, each verdict with its requests and times. */
export async function sayVerdicts(output: Output, { requests, verdicts }: Judgement): Promise<void> {
  const seen = `${requests} ${requests === 1 ? "request" : "requests"}`;
  if (requests === 0) {
    await output.say("The judge saw no request.\n");
    return;
  }
  if (verdicts.length === 0) {
    if (!output.quiet) await output.say(`The judge saw ${seen} and found no fault.\n`);
    return;
  }
  const faults = `${verdicts.length} ${verdicts.length === 1 ? "fault" : "faults"}`;
  const lines = [`The judge saw ${seen} and found ${faults} in the client.`];
  for (const { id, summary } of JUDGE_RULES) {
    const broken = verdicts.filter(({ rule }) => rule === id);
    if (broken.length > 0) lines.push("", `${id}: the client ${summary}`, ...tell(broken));
  }
  await output.say(`${lines.join("\n")}\n`);
}

function tell(verdicts: readonly Verdict[]): string[] {
  const lines = verdicts.slice(0, MOST_TOLD).flatMap(({ message, requests }) => [
    `  ${message}`,
    ...requests.slice(0, MOST_TOLD).map(({ n, at, method, path, status, fault }) => {
      return `    ${n}. ${at} ${method} ${path} ${status ?? fault ?? "no answer"}`;
    }),
  ]);
  const rest = verdicts.length - MOST_TOLD;
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines;
}
