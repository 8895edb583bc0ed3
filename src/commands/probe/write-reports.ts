import { InputTooLarge } from "../../host/host.js";
import { type JsonDocument, renderDocument } from "../../render/json/render-document.js";
import { listAnnotations } from "../../render/report/list-annotations.js";
import type { ProbeResult } from "../../render/report/probe-result.js";
import { writeJunit } from "../../render/report/write-junit.js";
import { writeMarkdown } from "../../render/report/write-markdown.js";
import type { CommandCall } from "../command.js";
import { writeNamedFiles } from "../write-named-files.js";
import type { ProbeOptions, ReportForm } from "./read-probe-options.js";

/** GitHub takes no longer job summary; 1 MiB. */
const LONGEST_SUMMARY_BYTES = 1_048_576;

/** Writes every report that was asked for; throws UsageError where one cannot be. `safe` is the result made safe; the document is redacted here. */
export async function writeReports(
  { host, output }: CommandCall,
  { reports }: Pick<ProbeOptions, "reports">,
  safe: ProbeResult,
  document: JsonDocument,
): Promise<void> {
  const writers: Readonly<Record<ReportForm, () => string>> = {
    junit: () => writeJunit(safe),
    markdown: () => writeMarkdown(safe),
    json: () => renderDocument(document, output.secrets.redact),
  };
  const files = reports.map(({ form, path }) => ({ option: `--report ${form}`, path, content: writers[form]() }));
  const problem = await writeNamedFiles(host, files);
  if (problem !== null) throw problem.with(document.members);
}

/** Tells GitHub Actions: annotations on stderr, and the job summary behind what stands there already. Never rejects. */
export async function tellGithub({ host, output }: CommandCall, safe: ProbeResult): Promise<void> {
  for (const annotation of listAnnotations(safe)) await output.annotate(annotation);
  const path = host.env["GITHUB_STEP_SUMMARY"];
  if (path === undefined || path === "") return;
  try {
    const before = (await host.files.isFile(path))
      ? new TextDecoder().decode(await host.files.read(path, LONGEST_SUMMARY_BYTES))
      : "";
    await host.files.write(path, `${before}${before === "" ? "" : "\n"}${writeMarkdown(safe)}`);
  } catch (error) {
    const why = error instanceof InputTooLarge ? "it is full" : error instanceof Error ? error.message : String(error);
    await output.say(`The job summary could not be written: ${why}.\n`);
  }
}
