import { ERRORS_PAGE_URL } from "../../catalog/docs-urls.js";
import { describeBaseline } from "../report/describe-baseline.js";
import { describeCase } from "../report/describe-case.js";
import { nameOutcome } from "../report/name-outcome.js";
import { countOutcomes, type Grade, type ProbedCase, type ProbeResult } from "../report/probe-result.js";
import type { Style } from "../style.js";
import type { Page } from "./page.js";
import { renderTable } from "./render-table.js";

/** Below this width the table is a list. */
const NARROWEST = 64;

/** Writes a result for people: a table of the cases, then each case that has more to say. Expects a result that was made safe. */
export function renderProbe(page: Page, result: ProbeResult): void {
  const { style, width } = page;
  const lines = renderTable({
    head: ["case", "outcome", "answer"],
    rows: result.cases.map((each) => [each.id, nameOutcome(each, result), writeNote(each)]),
    grows: 2,
    width,
    style,
    narrowest: NARROWEST,
    paint: (text, row, column) => (column === 1 ? paintGrade(result.cases[row]?.grade, style)(text) : text),
  });
  for (const line of lines) page.line(line);
  for (const each of result.cases) if (deservesText(each)) renderDetails(page, each, result);
  renderLeftovers(page, result);
  page.gap().text(countOutcomes(result.cases));
  const baseline = describeBaseline(result);
  if (baseline !== null) page.text(baseline);
  if (result.cases.some(({ outcome }) => outcome === "differs")) page.text(`The contract: ${ERRORS_PAGE_URL}`);
}

function paintGrade(grade: Grade | undefined, style: Style): (text: string) => string {
  if (grade === "failed") return style.red;
  if (grade === "error") return style.yellow;
  return grade === "passed" ? style.green : style.dim;
}

/** What fits into a cell: the answer, or the first half of the reason. */
function writeNote({ outcome, answer, reason, differences }: ProbedCase): string {
  if (outcome === "as_documented") return answer;
  if (outcome === "differs")
    return `${answer} (${differences.length} difference${differences.length === 1 ? "" : "s"})`;
  return (reason ?? "").split(/[:.](?:\s|$)/)[0] ?? "";
}

function deservesText({ grade, outcome }: ProbedCase): boolean {
  return grade === "failed" || grade === "error" || outcome === "differs";
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
