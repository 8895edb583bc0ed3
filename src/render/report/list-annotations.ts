import { describeCase } from "./describe-case.js";
import type { ProbeResult } from "./probe-result.js";

/** A note that GitHub shows beside a run. Texts are plain; the writer escapes them. */
export interface Annotation {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
}

/** GitHub shows 10 of each level for a step, and drops the rest without a word. */
const MOST = 10;

/**
 * What a run has to say to GitHub: a key that is missing, failed cases, what was not deleted, cases that said nothing. At
 * most 10, the rest summed up.
 */
export function listAnnotations(result: ProbeResult): Annotation[] {
  const of = (grade: string): typeof result.cases => result.cases.filter((each) => each.grade === grade);
  const ending = result.drift === null ? "is not as documented" : "has changed against the baseline";
  const all: Annotation[] = [
    ...describeKeyProblem(result),
    ...of("failed").map((each) => ({
      level: "error" as const,
      title: `${each.id} ${ending}`,
      message: describeCase(each, result).join("\n"),
    })),
    ...result.leftovers.map(({ what, command }) => ({
      level: "warning" as const,
      title: "Not deleted",
      message: command === null ? what : `${what}: ${command}`,
    })),
    ...of("error").map((each) => ({
      level: "warning" as const,
      title: `${each.id} is inconclusive`,
      message: describeCase(each, result).join("\n"),
    })),
  ];
  if (all.length <= MOST) return all;
  const rest = all.slice(MOST - 1);
  const level = rest.some((each) => each.level === "error") ? "error" : "warning";
  const titles = rest.map(({ title }) => title).join("; ");
  return [...all.slice(0, MOST - 1), { level, title: `${rest.length} more`, message: titles }];
}

function describeKeyProblem({ keyProblem }: ProbeResult): Annotation[] {
  if (keyProblem === null) return [];
  return [{ level: "error", title: "No usable key", message: `Cases that need a key were not run: ${keyProblem}.` }];
}
