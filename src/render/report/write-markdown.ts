import { escapeMarkdown } from "./escape-markdown.js";
import { countOutcomes, OUTCOME_WORDS, type ProbedCase, type ProbeResult } from "./probe-result.js";

/** Writes a result as Markdown (GitHub's): a table of the cases, one of the differences. Expects a result that was made safe. */
export function writeMarkdown(result: ProbeResult): string {
  const { cases, leftovers } = result;
  const sections = [
    `# Probe of ${escapeMarkdown(result.target)}`,
    countOutcomes(cases),
    writeTable(["case", "outcome", "answer", "note"], cases.map(writeCase)),
    ...writeDifferences(cases),
    ...writeDrift(result),
    ...(leftovers.length === 0
      ? []
      : [
          "## Not deleted",
          writeTable(
            ["what", "command"],
            leftovers.map(({ what, command }) => [what, command ?? ""]),
          ),
        ]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function writeCase({ id, outcome, answer, reason }: ProbedCase): string[] {
  return [id, OUTCOME_WORDS[outcome], answer, reason ?? ""];
}

function writeDifferences(cases: readonly ProbedCase[]): string[] {
  const rows = cases.flatMap(({ id, differences }) =>
    differences.map(({ member, documented, seen, meaning }) => [id, member, documented, seen, meaning]),
  );
  return rows.length === 0
    ? []
    : ["## Differences", writeTable(["case", "member", "documented", "seen", "what it means"], rows)];
}

function writeDrift({ drift }: ProbeResult): string[] {
  if (drift === null) return [];
  if (drift.length === 0) return ["Nothing has changed against the baseline."];
  const rows = drift.map(({ id, kind, member, documented, seen }) => [id, kind, member, documented, seen]);
  return ["## Changed against the baseline", writeTable(["case", "change", "member", "documented", "seen"], rows)];
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(escapeMarkdown))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
