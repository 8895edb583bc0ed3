import type { Provenance, Statement } from "../../catalog/provenance.js";
import type { CatalogEntry } from "../../diagnosis/catalog-entry.js";
import type { Page } from "./page.js";

const PROVENANCE_WORDS: Readonly<Record<Provenance, string>> = {
  documented: "documented",
  newer_page: "on the newer page",
  observed: "observed",
  inferred: "inferred",
};

/** The words for how we know something. */
export function describeProvenance(provenance: Provenance): string {
  return PROVENANCE_WORDS[provenance];
}

const KIND_WORDS: Readonly<Record<CatalogEntry["kind"], string>> = {
  code: "error code",
  status: "HTTP status",
  cause: "cause",
};

/** Writes one entry of the catalogue for people. */
export function renderEntry(page: Page, entry: CatalogEntry): void {
  const { style } = page;
  const title = entry.kind === "status" ? `${entry.id} ${entry.title}` : entry.id;
  page.line(style.bold(title));
  page.line(style.dim(`${KIND_WORDS[entry.kind]}, ${describeProvenance(entry.provenance)}`));
  if (entry.kind === "cause") page.gap().text(`${entry.title}.`);
  page.gap().text(entry.meaning.text);
  renderNumbers(page, entry);
  renderCauses(page, entry);
  renderFixes(page, entry);
  page.heading("Retry").text(entry.retry.advice, 2);
  renderStatements(page, entry.kind === "cause" ? "What proves it" : "What is known", entry.facts, entry.provenance);
  if (entry.open.length > 0) page.heading("What the page leaves open");
  for (const text of entry.open) page.item("-", text);
  renderExample(page, entry);
  if (entry.related.length > 0) page.heading("Related").text(entry.related.join(", "), 2);
}

function renderNumbers(page: Page, entry: CatalogEntry): void {
  if (entry.statuses.length > 0) {
    const words = entry.statuses.map(({ status, provenance }) => `${status} (${describeProvenance(provenance)})`);
    page.heading("Status").text(words.join(", "), 2);
  }
  if (entry.codes.length > 0)
    page.heading(entry.kind === "cause" ? "Counts as" : "Codes").text(entry.codes.join(", "), 2);
}

function renderCauses(page: Page, entry: CatalogEntry): void {
  if (entry.causes.length === 0) return;
  page.heading("Likely causes");
  for (const { id, title } of entry.causes) page.item("-", `${title} (${id})`);
}

function renderFixes(page: Page, entry: CatalogEntry): void {
  if (entry.fixes.length === 0) return;
  page.heading("What to do");
  for (const [i, { text, command }] of entry.fixes.entries()) {
    page.item(`${i + 1}.`, text);
    if (command !== null) page.command(command);
  }
}

/** The provenance is said where it differs from the whole entry's. */
function renderStatements(page: Page, heading: string, statements: readonly Statement[], usual: Provenance): void {
  if (statements.length === 0) return;
  page.heading(heading);
  for (const { text, provenance } of statements) {
    page.item("-", provenance === usual ? text : `${text} (${describeProvenance(provenance)})`);
  }
}

function renderExample(page: Page, { example }: CatalogEntry): void {
  if (example === null || example.body === "") return;
  const status = example.status === null ? "" : `HTTP ${example.status}, `;
  page.heading("Example").line(page.style.dim(`  ${status}${describeProvenance(example.provenance)}`));
  for (const line of formatBody(example.body)) page.line(`  ${line}`);
}

/** JSON on several lines; anything else as it is, its first twelve lines. */
function formatBody(body: string): string[] {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).split("\n");
  } catch {
    return body.split("\n").slice(0, 12);
  }
}
