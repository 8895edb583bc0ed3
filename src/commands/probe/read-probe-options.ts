import type { Baseline } from "../../probe/baseline.js";
import { parseRate } from "../../probe/pace.js";
import { parseBaseline } from "../../probe/parse-baseline.js";
import type { ProbeCase } from "../../probe/probe-case.js";
import { selectCases } from "../../probe/select-cases.js";
import type { CommandCall } from "../command.js";
import { UsageError } from "../usage-error.js";
import { checkNamedFile } from "../write-named-files.js";

/** The forms of a report file. */
export const REPORT_FORMS = ["junit", "markdown", "json"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** What the command line asks of a probe. */
export interface ProbeOptions {
  readonly cases: readonly ProbeCase[];
  readonly write: boolean;
  readonly strict: boolean;
  readonly github: boolean;
  /** Ms between two requests. */
  readonly intervalMs: number;
  readonly reports: readonly { readonly form: ReportForm; readonly path: string }[];
  readonly baselinePath: string | null;
  readonly updateBaseline: boolean;
  /** What the file of --baseline knows; undefined where it is still to be written. */
  readonly baseline: Baseline | undefined;
}

/** A pace that troubles nobody; a mock needs none. */
const USUAL_INTERVAL_MS = 200;
/** A baseline is a few KB; 4 MiB. */
const MOST_BYTES = 4_194_304;

/** Reads the command line, and the baseline. Throws UsageError for whatever is wrong with them, before anything is sent. */
export async function readProbeOptions({ args, options, host }: CommandCall): Promise<ProbeOptions> {
  const cases = readCases(args);
  const reports = readReports(options["report"]);
  const updateBaseline = options["updateBaseline"] === true;
  const baselinePath = typeof options["baseline"] === "string" ? options["baseline"] : null;
  if (updateBaseline && baselinePath === null)
    throw new UsageError(
      "--update-baseline has no file to write",
      "--update-baseline",
      "Name it with --baseline <file>.",
    );
  const isPlan = options["plan"] === true;
  if (!isPlan) {
    for (const { form, path } of reports) await checkNamedFile(host, { option: `--report ${form}`, path });
    if (updateBaseline && baselinePath !== null)
      await checkNamedFile(host, { option: "--update-baseline", path: baselinePath });
  }
  return {
    cases,
    write: options["write"] === true,
    strict: options["strict"] === true,
    github: options["github"] !== false && host.env["GITHUB_ACTIONS"] === "true",
    intervalMs: readInterval(options["rate"], options["mock"] === true),
    reports,
    baselinePath,
    updateBaseline,
    baseline: baselinePath === null || isPlan ? undefined : await readBaseline(host, baselinePath, updateBaseline),
  };
}

function readCases(names: readonly string[]): readonly ProbeCase[] {
  const selected = selectCases(names);
  if (!("unknown" in selected)) return selected;
  const { unknown, near } = selected;
  const guess = near.length === 0 ? "" : `Did you mean ${near.join(" or ")}? `;
  throw new UsageError(
    `"${unknown}" is no case of the probe`,
    unknown,
    `${guess}sandbox-errors probe --plan lists them.`,
  );
}

function readReports(value: unknown): ProbeOptions["reports"] {
  const texts = Array.isArray(value) ? value.map(String) : [];
  return texts.map((text) => {
    const at = text.indexOf("=");
    const form = REPORT_FORMS.find((name) => name === text.slice(0, at));
    const path = text.slice(at + 1);
    if (at > 0 && form !== undefined && path !== "") return { form, path };
    throw new UsageError(
      `--report: "${text}" names no form and file`,
      text,
      "Write it as --report junit=probe.xml; the forms are junit, markdown and json.",
    );
  });
}

function readInterval(value: unknown, isMock: boolean): number {
  if (typeof value !== "string") return isMock ? 0 : USUAL_INTERVAL_MS;
  const interval = parseRate(value);
  if (interval !== undefined) return interval;
  throw new UsageError(`--rate: "${value}" is no rate`, value, "Write it as 5/s or 30/m.");
}

async function readBaseline(
  { files }: CommandCall["host"],
  path: string,
  isWritten: boolean,
): Promise<Baseline | undefined> {
  if (isWritten && !(await files.isFile(path))) return undefined;
  const fail = (why: string, hint: string): never => {
    throw new UsageError(`--baseline: "${path}" ${why}`, path, hint);
  };
  const bytes = await files
    .read(path, MOST_BYTES)
    .catch((error: unknown) =>
      fail(
        `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        "Write it first: add --update-baseline.",
      ),
    );
  const read = parseBaseline(new TextDecoder().decode(bytes));
  switch (read.kind) {
    case "baseline":
      return read.baseline;
    case "bad_note":
      return fail(`has a note that is no text: that of ${read.where}`, "Write the note as a sentence in quotes.");
    case "no_baseline":
      return fail("is no baseline", "Delete it, then write it anew with --update-baseline.");
  }
}
