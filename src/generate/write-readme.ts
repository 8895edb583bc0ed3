import type { Command } from "../commands/all-commands.js";
import { listExits } from "../commands/exit-meanings.js";

/** Puts generated text between `<!-- generated: name -->` and `<!-- end -->`. Throws where a name has no such place. */
export function fillSections(readme: string, sections: Readonly<Record<string, string>>): string {
  let filled = readme;
  for (const [name, text] of Object.entries(sections)) {
    const start = `<!-- generated: ${name} -->`;
    const from = filled.indexOf(start);
    const to = filled.indexOf("<!-- end -->", from);
    if (from < 0 || to < 0) throw new Error(`README.md has no section ${start} … <!-- end -->`);
    filled = `${filled.slice(0, from + start.length)}\n${text}\n${filled.slice(to)}`;
  }
  return filled;
}

/** The table of commands. */
export function renderCommandTable(commands: readonly Command[]): string {
  const rows = commands.map(({ spec }) => `| \`${spec.name}\` | ${spec.summary} |`);
  return ["| command | what it does |", "|---|---|", ...rows].join("\n");
}

/** The table of exit codes. */
export function renderExitTable(): string {
  const rows = listExits().map(({ code, name, when }) => `| ${code} | \`${name}\` | ${when} |`);
  return ["| code | name | when |", "|---|---|---|", ...rows].join("\n");
}
