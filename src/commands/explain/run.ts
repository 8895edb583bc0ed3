import { exitOfReport } from "../../diagnosis/exit-code.js";
import type { Diagnosis } from "../../diagnosis/report.js";
import { collectSecrets } from "../../exchange/collect-secrets.js";
import type { Exchange } from "../../exchange/exchange.js";
import { createPage, type Page } from "../../render/human/page.js";
import { renderEntry } from "../../render/human/render-entry.js";
import { createRedactor } from "../../text/redact.js";
import type { CommandRun } from "../command.js";
import { exit } from "../exit.js";
import { readSubjects } from "./read-subjects.js";
import { isSubjectKind } from "./spec.js";

/** Explains what it is given. Exits 0 unless `--exit-code` asks for the first diagnosis's own code. */
export const run: CommandRun = async ({ host, output, args, options }) => {
  const kind = isSubjectKind(options["as"]) ? options["as"] : undefined;
  const { entries, exchanges } = await readSubjects(args, kind, host);
  const reports = await diagnoseAll(exchanges);
  if (!output.json) {
    const page = createPage(output.stdoutWidth, await output.stdoutStyle());
    for (const [i, entry] of entries.entries()) {
      if (i > 0)
        page
          .gap()
          .line(page.style.dim("─".repeat(page.width)))
          .gap();
      renderEntry(page, entry);
    }
    await renderReports(page, exchanges, reports);
    await output.print(page.toString());
  }
  const asDiagnosed = options["exitCode"] === true;
  const decisive = reports.map(({ diagnoses }) => exitOfReport(diagnoses)).find((name) => name !== "ok") ?? "ok";
  return { exit: exit(asDiagnosed ? decisive : "ok"), members: { reports, entries } };
};

interface Report {
  readonly diagnoses: readonly Diagnosis[];
  readonly attempts: readonly never[];
}

/** The rules are loaded only where there is an exchange: a code's page needs none. */
async function diagnoseAll(exchanges: readonly Exchange[]): Promise<Report[]> {
  if (exchanges.length === 0) return [];
  const { diagnose } = await import("../../diagnosis/diagnose.js");
  return exchanges.map((exchange) => ({ diagnoses: diagnose(exchange), attempts: [] }));
}

async function renderReports(page: Page, exchanges: readonly Exchange[], reports: readonly Report[]): Promise<void> {
  if (reports.length === 0) return;
  const { renderDiagnoses } = await import("../../render/human/render-diagnosis.js");
  for (const [i, { diagnoses }] of reports.entries()) {
    const exchange = exchanges[i];
    if (exchange !== undefined && exchanges.length > 1) renderNumber(page, i, exchanges.length, exchange);
    renderDiagnoses(page, diagnoses, { full: true });
  }
}

/** Several exchanges are numbered, and named by their request. */
function renderNumber(page: Page, index: number, count: number, { request, response }: Exchange): void {
  const redact = createRedactor(collectSecrets(request));
  page.gap();
  const path = request?.url?.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/[^\x21-\x7e]/g, "?") ?? "";
  const what = [request?.method, path, response?.status].filter((word) => word != null && word !== "").join(" ");
  page.text(`[${index + 1} of ${count}] ${redact(what)}`);
}
