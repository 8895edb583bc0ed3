import type { Command } from "../commands/all-commands.js";
import { EXITS, type ExitName } from "../diagnosis/exit-code.js";

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

const MEANINGS: Readonly<Record<ExitName, string>> = {
  ok: "what was asked for succeeded; the key is valid; only warnings and notes",
  finding: "`probe` found a difference; `doctor` found an error that is not as documented",
  usage: "wrong command line, unreadable or unrecognisable input, unknown code",
  key: "the key or token is missing, malformed, refused, or not allowed to do this",
  refused: "any other refusal: the request or the state of things must change",
  server: "the server, a gateway or the sandbox failed",
  no_answer: "no answer of the API: network, proxy, wrong host, blocked",
  internal: "a bug in this program",
  try_later: "come back later: rate limit, or unavailable with a wait",
};

/** The table of exit codes. */
export function renderExitTable(): string {
  const rows = Object.entries(EXITS).map(([name, code]) => `| ${code} | \`${name}\` | ${MEANINGS[name as ExitName]} |`);
  const last = "| 130 | `interrupted` | Ctrl-C; 143 after SIGTERM |";
  return ["| code | name | when |", "|---|---|---|", ...rows, last].join("\n");
}
