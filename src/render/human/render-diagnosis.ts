import type { Diagnosis } from "../../diagnosis/report.js";
import { formatUtcTime } from "../../text/clock-time.js";
import { formatSeconds } from "../../text/duration.js";
import type { Page } from "./page.js";

/** How much of a diagnosis is shown. */
export interface DiagnosisDetail {
  /** Evidence, contract and documentation as well. */
  readonly full: boolean;
}

const MARKS = { error: "✗", warning: "!", note: "i" } as const;

/** Writes the diagnoses of one exchange: the first in full, the others in a line each. */
export function renderDiagnoses(page: Page, diagnoses: readonly Diagnosis[], detail: DiagnosisDetail): void {
  const [first, ...others] = diagnoses;
  if (first === undefined) {
    page.line(`${page.style.green("✓")} Nothing is wrong with this exchange.`);
    return;
  }
  renderFirst(page, first, detail);
  const beside = others.filter((other) => other.confidence !== "possible" || other.severity !== "error");
  const possible = others.filter((other) => !beside.includes(other));
  if (beside.length > 0) page.heading("Also found");
  for (const other of beside) renderOther(page, other);
  if (possible.length > 0) page.heading("Less likely");
  for (const other of possible) renderOther(page, other);
}

function renderFirst(page: Page, diagnosis: Diagnosis, detail: DiagnosisDetail): void {
  const { style } = page;
  const paint =
    diagnosis.severity === "error" ? style.red : diagnosis.severity === "warning" ? style.yellow : style.cyan;
  const lines = splitTitle(page, `${MARKS[diagnosis.severity]} ${diagnosis.title}`);
  for (const line of lines) page.line(paint(style.bold(line)));
  page.text(describeHead(diagnosis), 2);
  page.gap().text(diagnosis.explanation);
  if (diagnosis.evidence.length > 0) {
    page.heading("What was seen");
    for (const { where, saw } of diagnosis.evidence) page.item("-", `${where}: ${saw}`);
  }
  renderFixes(page, diagnosis);
  page.heading("Retry").text(describeRetry(diagnosis), 2);
  if (detail.full) renderContract(page, diagnosis);
}

function splitTitle(page: Page, title: string): string[] {
  if (title.length <= page.width) return [title];
  const cutAt = title.lastIndexOf(" ", page.width);
  return cutAt <= 2 ? [title] : [title.slice(0, cutAt), ...splitTitle(page, `  ${title.slice(cutAt + 1)}`)];
}

function describeHead(diagnosis: Diagnosis): string {
  const parts = [diagnosis.cause, diagnosis.confidence];
  if (diagnosis.status !== null) parts.push(`HTTP ${diagnosis.status}`);
  if (diagnosis.reportedCode !== null) parts.push(`code ${diagnosis.reportedCode}`);
  return parts.join(" · ");
}

function renderFixes(page: Page, diagnosis: Diagnosis): void {
  if (diagnosis.fixes.length === 0) return;
  page.heading("What to do");
  for (const [i, { text, command }] of diagnosis.fixes.entries()) {
    page.item(`${i + 1}.`, text);
    if (command !== null) page.command(command);
  }
}

/** One sentence on whether and when to send the request again. */
export function describeRetry({ retry }: Pick<Diagnosis, "retry">): string {
  const wait = retry.waitSeconds === null ? null : formatSeconds(retry.waitSeconds);
  const end = retry.at === null ? undefined : formatUtcTime(Date.parse(retry.at));
  const until = end === undefined ? "" : `, that is at ${end}`;
  switch (retry.class) {
    case "never":
      return "Do not repeat this request as it is: it fails again.";
    case "after_fix":
      return "Repeat it once that is done; before, it fails again.";
    case "after_delay":
      return wait === null
        ? "Repeat it after the wait that the answer gives."
        : `Repeat it after ${wait}${until}; earlier is refused.`;
    case "with_backoff":
      return wait === null
        ? "It may pass by itself: repeat it a few times, waiting longer each time."
        : `It may pass by itself: repeat it after ${wait}${until}.`;
  }
}

function renderContract(page: Page, { contract, message, docs }: Diagnosis): void {
  page.heading("The answer");
  if (message !== null) page.item("-", `Its own words: ${cutLine(message)}`);
  page.item("-", `Its shape: ${SHAPE_WORDS[contract.shape]}.`);
  if (contract.deviations.length > 0) {
    page.item("-", `Not as documented: ${contract.deviations.map((name) => name.replace(/_/g, " ")).join(", ")}.`);
  }
  if (docs !== null) page.item("-", `Documentation: ${docs}`);
}

function cutLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

const SHAPE_WORDS: Readonly<Record<Diagnosis["contract"]["shape"], string>> = {
  documented: "the documented envelope",
  nested: "an error object without the documented status",
  flat: "error members at the top level",
  bare: "a bare sentence in `error`",
  problem_json: "problem+json (RFC 9457)",
  json_other: "JSON of another shape",
  json_broken: "broken JSON",
  stream: "an event stream",
  html: "an HTML page",
  text: "plain text",
  empty: "an empty body",
  none: "no answer at all",
};

function renderOther(page: Page, other: Diagnosis): void {
  page.item("-", `${other.title} (${other.cause}, ${other.confidence})`);
  const [fix] = other.fixes;
  if (fix !== undefined) page.text(fix.text, 4);
}
