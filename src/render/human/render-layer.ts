import type { Diagnosis } from "../../diagnosis/report.js";
import { displayWidth } from "../../text/display-width.js";
import { formatMs } from "../../text/duration.js";
import { wrapText } from "../../text/wrap.js";
import type { DoctorLayer, DoctorLayerName, LayerFact } from "../report/doctor-layer.js";
import type { Page } from "./page.js";

const LABELS: Readonly<Record<DoctorLayerName, string>> = {
  configuration: "Configuration",
  key: "Key text",
  proxy: "Proxy",
  dns: "DNS",
  tcp: "TCP",
  tls: "TLS",
  clock: "Clock",
  http: "HTTP",
  authentication: "Authentication",
  contract: "Contract",
};

/** Below this width a fact's text stands below its name. */
const NARROWEST = 60;
const NAME_WIDTH = 14;

/** How a layer is written. */
export interface LayerView {
  /** With all evidence, and all that it might be. */
  readonly full: boolean;
  /** The layer before it that failed for the same reason, and said what to do about it. */
  readonly likeLayer: DoctorLayerName | undefined;
}

/** Writes one layer: a line with its mark and its time, its facts, and where it failed what to do about it. */
export function renderLayer(page: Page, layer: DoctorLayer, { full, likeLayer }: LayerView): void {
  const { style } = page;
  const [mark, paint] = markOf(page, layer);
  const time = layer.durationMs > 0 ? style.dim(`  ${formatMs(layer.durationMs)}`) : "";
  const skipped = layer.facts.find(({ name }) => name === "not checked");
  const why = skipped === undefined ? "" : `: not checked, ${skipped.value}`;
  const [head = "", ...rest] = wrapText(`${LABELS[layer.name]}${why}`, { width: page.width - 2 });
  page.line(`${paint(mark)} ${skipped === undefined ? paint(style.bold(head)) : style.dim(head)}${time}`);
  for (const line of rest) page.line(style.dim(`  ${line}`));
  for (const fact of layer.facts) if (fact !== skipped) renderFact(page, fact);
  const [first, ...others] = layer.ok === false ? layer.diagnoses : [];
  if (first !== undefined && likeLayer !== undefined)
    page.text(`${first.title} (${first.cause}), as in ${LABELS[likeLayer]} above.`, 2);
  else if (first !== undefined) renderCause(page, first, full);
  for (const other of full ? others : []) page.item("-", `${other.title} (${other.cause}, ${other.confidence})`);
  if (layer.ok === false) page.gap();
}

/** What the failure means, and what to do first; what was seen stands in the facts. */
function renderCause(page: Page, { title, cause, explanation, evidence, fixes }: Diagnosis, full: boolean): void {
  const { style, width } = page;
  for (const line of wrapText(`${title} (${cause})`, { width, first: "  " })) page.line(style.bold(line));
  page.text(explanation, 2);
  for (const { where, saw } of full ? evidence : []) page.item("-", `${where}: ${saw}`);
  for (const [i, { text, command }] of fixes.entries()) {
    page.item(`${i + 1}.`, text);
    if (command !== null) page.command(command);
  }
}

function markOf({ style }: Page, { ok, facts }: DoctorLayer): [string, (text: string) => string] {
  if (ok === null) return ["–", style.dim];
  if (!ok) return ["✗", style.red];
  return facts.some(({ name }) => name === "warning") ? ["!", style.yellow] : ["✓", style.green];
}

function renderFact(page: Page, { name, value }: LayerFact): void {
  const { style, width } = page;
  const paint = name === "problem" ? style.red : name === "warning" ? style.yellow : style.dim;
  if (width < NARROWEST || displayWidth(name) > NAME_WIDTH) {
    page.line(paint(`  ${name}`));
    page.text(value, 4);
    return;
  }
  const first = " ".repeat(2 + NAME_WIDTH + 1);
  const [head = "", ...rest] = wrapText(value, { width, first });
  page.line(`  ${paint(name.padEnd(NAME_WIDTH))} ${head.slice(first.length)}`);
  for (const line of rest) page.line(line);
}

/** Writes how it came out, in a sentence for each kind of layer, and what to do first. */
export function renderLayerCount(page: Page, layers: readonly DoctorLayer[]): void {
  const failed = layers.filter(({ ok }) => ok === false);
  const skipped = layers.filter(({ ok }) => ok === null);
  const warned = layers.filter(({ ok, facts }) => ok === true && facts.some(({ name }) => name === "warning"));
  const [first, ...others] = failed;
  const parts = [
    first === undefined
      ? skipped.length === 0
        ? `All ${layers.length} layers work.`
        : "No layer failed, but not all could be checked."
      : `The first layer that fails: ${LABELS[first.name]}.`,
    ...(others.length > 0 ? [`After it: ${list(others)}.`] : []),
    ...(skipped.length > 0 ? [`Not checked: ${skipped.length > 3 ? skipped.length : list(skipped)}.`] : []),
    ...(warned.length > 0 ? [`With a warning: ${list(warned)}.`] : []),
  ];
  page.gap().text(parts.join(" "));
  if (first !== undefined) renderFirstFix(page, first);
}

function list(layers: readonly DoctorLayer[]): string {
  return layers.map(({ name }) => LABELS[name]).join(", ");
}

/** The layer itself may have scrolled away by now. */
function renderFirstFix(page: Page, { facts, diagnoses }: DoctorLayer): void {
  const told = facts.find(({ name }) => name === "fix");
  const fix = told === undefined ? diagnoses[0]?.fixes[0] : { text: told.value, command: null };
  if (fix === undefined) return;
  page.text(`Do this first: ${fix.text}`);
  if (fix.command !== null) page.command(fix.command);
}
