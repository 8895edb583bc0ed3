import { type PlannedCase, type PlannedStep, SAFETY_WORDS } from "../report/probe-plan.js";
import { SAFETY_CLASSES } from "../report/probe-result.js";
import type { Page } from "./page.js";

const CREDENTIALS = { key: "", wrong_key: ", with a made-up key", none: ", without a key" } as const;

/** Writes what a probe would send, by safety class, for people. */
export function renderPlan(page: Page, cases: readonly PlannedCase[]): void {
  for (const safety of SAFETY_CLASSES) {
    const members = cases.filter((each) => each.safety === safety);
    if (members.length === 0) continue;
    page.heading(`${SAFETY_WORDS[safety].replace(/^./, (letter) => letter.toUpperCase())}`);
    for (const each of members) renderCase(page, each);
  }
  const running = cases.filter(({ runs }) => runs).length;
  page.gap().text(`${running} of ${cases.length} cases would run. Nothing was sent.`);
}

function renderCase(page: Page, { id, provokes, runs, reason, whySafe, requests }: PlannedCase): void {
  const { style } = page;
  page.gap();
  page.line(`${runs ? style.green("✓") : style.dim("-")} ${style.bold(id)}`);
  page.text(`Provokes ${provokes}.`, 4);
  for (const request of requests) renderStep(page, request);
  page.text(`Safe: ${whySafe}`, 4);
  if (!runs && reason !== null) page.text(`Not run. ${reason}`, 4);
}

function renderStep(page: Page, { method, url, credential, headers, body, expected }: PlannedStep): void {
  page.item("→", `${method} ${shortenUrl(url)}${CREDENTIALS[credential]}`, 4);
  for (const { name, value } of headers) if (name !== "Content-Type") page.text(`${name}: ${value}`, 6);
  // A body is one long word; whoever wants all of it asks for JSON.
  const room = page.width - 7;
  if (body !== null) page.text(body.length > room ? `${body.slice(0, room)}…` : body, 6);
  page.text(`expects ${expected}`, 6);
}

/** Path and query: the address is the same for all. */
function shortenUrl(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]+/, "");
}
