import { ERRORS_PAGE_URL } from "../../catalog/docs-urls.js";
import { describeCase } from "../report/describe-case.js";
import { nameOutcome } from "../report/name-outcome.js";
import { countOutcomes, type Grade, isConclusive, type ProbedCase, type ProbeResult } from "../report/probe-result.js";
import type { Style } from "../style.js";
import { describeComparison } from "./describe-comparison.js";
import type { Page } from "./page.js";
import { renderTable } from "./render-table.js";

/** Below this width the table is a list. */
const NARROWEST = 64;

/**
 * Writes a result for people: a table of the cases, then each case that has more to say; those that differ only as the
 * baseline knows with `full` alone. Expects a result that was made safe.
 */
export function renderProbe(page: Page, result: ProbeResult, { full }: { readonly full: boolean }): void {
  const { style, width } = page;
  const lines = renderTable({
    head: ["case", "outcome", "answer"],
    rows: result.cases.map((each) => [each.id, writeOutcome(each, result), writeNote(each)]),
    grows: 2,
    width,
    style,
    narrowest: NARROWEST,
    paint: (text, row, column) => (column === 1 ? paintGrade(result.cases[row]?.grade, style)(text) : text),
  });
  for (const line of lines) page.line(line);
  for (const each of result.cases) if (deservesText(each, result, full)) renderDetails(page, each, result);
  renderLeftovers(page, result);
  page.gap().text(countOutcomes(result.cases));
  for (const sentence of describeComparison(result, full)) page.text(sentence);
  if (result.cases.some(({ outcome }) => outcome === "differs")) page.text(`The contract: ${ERRORS_PAGE_URL}`);
}

/** The outcome, and in how many members an answer differs. */
function writeOutcome(each: ProbedCase, result: ProbeResult): string {
  const name = nameOutcome(each, result);
  return each.outcome === "differs" ? `${name} (${each.differences.length})` : name;
}

function paintGrade(grade: Grade | undefined, style: Style): (text: string) => string {
  if (grade === "failed") return style.red;
  if (grade === "error") return style.yellow;
  return grade === "passed" ? style.green : style.dim;
}

/** What fits into a cell: the answer, or the first half of the reason. */
function writeNote(each: ProbedCase): string {
  const { answer, reason } = each;
  if (isConclusive(each)) return answer;
  return (reason ?? "").split(/[:.](?:\s|$)/)[0] ?? "";
}

function deservesText({ grade, outcome }: ProbedCase, { drift }: ProbeResult, full: boolean): boolean {
  return grade === "failed" || grade === "error" || (outcome === "differs" && (full || drift === null));
}

function renderDetails(page: Page, each: ProbedCase, result: ProbeResult): void {
  page.heading(`${each.id}: ${each.provokes}`);
  for (const line of describeCase(each, result)) page.item("-", line);
}

function renderLeftovers(page: Page, { leftovers }: ProbeResult): void {
  if (leftovers.length === 0) return;
  page.heading("Not deleted");
  for (const { what, command } of leftovers) {
    page.item("-", what);
    if (command !== null) page.command(command);
  }
}
