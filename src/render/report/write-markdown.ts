import { ERRORS_PAGE_URL } from "../../catalog/docs-urls.js";
import { describeBaseline } from "./describe-baseline.js";
import { escapeMarkdown } from "./escape-markdown.js";
import { nameOutcome } from "./name-outcome.js";
import { countOutcomes, type Drift, type ProbedCase, type ProbeResult } from "./probe-result.js";

type Row = readonly string[];

/**
 * Writes a result as Markdown (GitHub's): how it went, then what to look at first, each a table: what has changed, what was
 * left behind, what differs; then all cases. Expects a result that was made safe.
 */
export function writeMarkdown(result: ProbeResult): string {
  const { cases, drift, leftovers } = result;
  const baseline = describeBaseline(result);
  const sections = [
    `# Probe of ${escapeMarkdown(result.target)}`,
    ...(baseline === null ? [] : [`**${baseline}**`]),
    countOutcomes(cases),
    ...writeNoted("Changed against the baseline", CHANGE_HEAD, listChanges(result)),
    ...writeSection(
      "Not deleted",
      ["what", "command"],
      leftovers.map(({ what, command }) => [what, command ?? ""]),
    ),
    ...writeNoted(drift === null ? "Differences" : "Known differences", DIFFERENCE_HEAD, listDifferences(result)),
    ...(cases.some(({ outcome }) => outcome === "differs") ? [`[The contract](${ERRORS_PAGE_URL})`] : []),
    ...writeSection("Cases", ["case", "outcome", "answer", "note"], listCases(result)),
    ...writeSection("Not run", ["why", "cases"], listUnrun(cases)),
  ];
  return `${sections.join("\n\n")}\n`;
}

const CHANGE_HEAD = ["case", "change", "member", "documented", "seen", "what it means", "note"];
const DIFFERENCE_HEAD = ["case", "member", "documented", "seen", "what it means", "note"];

function listChanges({ cases, drift }: ProbeResult): Row[] {
  return (drift ?? []).map((change) => {
    const { id, kind, member, documented, seen, note } = change;
    return [id, kind, member, documented, seen, explainChange(change, cases), note ?? ""];
  });
}

function explainChange({ id, kind, member }: Drift, cases: readonly ProbedCase[]): string {
  if (kind === "vanished") return "The baseline has it, and it is gone.";
  const differences = cases.find((each) => each.id === id)?.differences ?? [];
  return differences.find((each) => each.member === member)?.meaning ?? "";
}

/** The differences that are told nowhere else: with a baseline, those that it knows. */
function listDifferences({ cases, drift }: ProbeResult): Row[] {
  const isChange = (id: string, member: string): boolean =>
    (drift ?? []).some((each) => each.kind === "new" && each.id === id && each.member === member);
  return cases.flatMap(({ id, differences }) =>
    differences
      .filter(({ member }) => !isChange(id, member))
      .map(({ member, documented, seen, meaning, note }) => [id, member, documented, seen, meaning, note ?? ""]),
  );
}

function listCases(result: ProbeResult): Row[] {
  const run = result.cases.filter(({ outcome }) => outcome !== "not_run");
  return run.map((each) => [each.id, nameOutcome(each, result), each.answer, each.reason ?? ""]);
}

/** Cases that were not run say little: those of one reason share a row. */
function listUnrun(cases: readonly ProbedCase[]): Row[] {
  const byReason = new Map<string, string[]>();
  for (const { id, outcome, reason } of cases) {
    if (outcome === "not_run") byReason.set(reason ?? "", [...(byReason.get(reason ?? "") ?? []), id]);
  }
  return [...byReason].map(([reason, ids]) => [reason, ids.join(", ")]);
}

/** A section whose last column is the baseline's notes; left out where there are none. */
function writeNoted(title: string, head: Row, rows: readonly Row[]): string[] {
  if (rows.some((row) => row.at(-1) !== "")) return writeSection(title, head, rows);
  return writeSection(
    title,
    head.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
}

function writeSection(title: string, head: Row, rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : [`## ${title}`, writeTable(head, rows)];
}

function writeTable(head: Row, rows: readonly Row[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(escapeMarkdown))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
