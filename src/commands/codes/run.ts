import { type CatalogEntry, codeEntries, statusEntries } from "../../diagnosis/catalog-entry.js";
import { causeEntries } from "../../diagnosis/cause-entry.js";
import { createPage } from "../../render/human/page.js";
import { describeProvenance } from "../../render/human/render-entry.js";
import { renderTable } from "../../render/human/render-table.js";
import type { CommandRun } from "../command.js";
import { exit } from "../exit.js";

/** Lists the catalogue. With `--json` all of it, whatever else was asked for. */
export const run: CommandRun = async ({ output, options }) => {
  const members = {
    codes: codeEntries(),
    statuses: statusEntries(),
    causes: causeEntries(),
  };
  if (output.json) return { exit: exit("ok"), members };
  const page = createPage(output.stdoutWidth, await output.stdoutStyle());
  const list = (heading: string, entries: readonly CatalogEntry[]): void => {
    page.heading(heading);
    const rows = entries.map((entry) => [
      entry.id,
      entry.title,
      retryWord(entry),
      describeProvenance(entry.provenance),
    ]);
    const table = renderTable({
      head: ["name", "meaning", "retry", "known"],
      rows,
      grows: 1,
      width: output.stdoutWidth,
      style: page.style,
    });
    for (const line of table) page.line(line);
  };
  if (options["causes"] === true) list("Causes", members.causes);
  else {
    list("Error codes", members.codes);
    list("HTTP statuses", members.statuses);
  }
  await output.print(page.toString());
  return { exit: exit("ok"), members };
};

function retryWord({ retry }: CatalogEntry): string {
  return retry.class === null ? "-" : retry.class.replace(/_/g, " ");
}
