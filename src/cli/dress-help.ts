import { type Command as Commander, Help } from "commander";
import { COMMANDS } from "../commands/all-commands.js";
import type { CommandSpec, ExampleSpec } from "../commands/command.js";
import { type ExitRow, listExits, listExitsOf } from "../commands/exit-meanings.js";
import { PROGRAM } from "../commands/program-spec.js";
import { SENDING_VARIABLES } from "../commands/shared-options.js";
import type { Style } from "../render/style.js";
import { displayWidth } from "../text/display-width.js";
import { wrapText } from "../text/wrap.js";

/** How the help is to look: its width in columns, and the style of its headings. */
export interface HelpLook {
  readonly width: number;
  readonly style: Style;
}

/** A term and its text, in two columns. */
type Row = readonly [term: string, text: string];

/** The widest line that still reads well, in columns. */
const WIDEST = 100;
/** Where fewer columns than these are left for the texts, they stand below their terms. */
const NARROWEST_TEXT = 30;

/**
 * Makes commander write the help of the program and of its commands as ours: laid out for every width, with variables,
 * exit codes and examples. Loaded only where help was asked for.
 */
export function dressHelp(program: Commander, look: HelpLook): void {
  const width = Math.min(look.width, WIDEST);
  const usual = new Help();
  program.configureHelp({
    styleTitle: (title) => look.style.bold(title),
    commandUsage: (command) => {
      const first = "Usage: ";
      return wrapText(usual.commandUsage(command), { width, first, rest: "    " }).join("\n").slice(first.length);
    },
    commandDescription: (command) => wrapText(usual.commandDescription(command), { width }).join("\n"),
    boxWrap: (text) => text,
    // Choices and defaults stand in it already.
    optionDescription: ({ description }) => description,
    formatItem: (term, termWidth, text) => layOut([term, text], termWidth, width),
    formatHelp: (command, help) => {
      const spec = COMMANDS.find((each) => command.parent !== null && each.spec.name === command.name())?.spec;
      const sections = spec === undefined ? programSections() : commandSections(spec);
      const written = sections.map((section) => writeSection(section, { width, style: look.style }));
      const closing = spec === undefined ? `\n${wrapText(CLOSING, { width }).join("\n")}\n` : "";
      return `${usual.formatHelp.call(help, command, help)}\n${written.join("\n")}${closing}`;
    },
  });
}

const CLOSING = `${PROGRAM.name} <command> --help shows the options, exit codes and examples of a command.`;

interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly examples?: readonly ExampleSpec[];
}

function programSections(): Section[] {
  return [
    { title: "Exit codes:", rows: listExits().map(toRow) },
    { title: "Examples:", rows: [], examples: PROGRAM.examples },
  ];
}

function commandSections(spec: CommandSpec): Section[] {
  const variables = [...(spec.environment ?? []), ...(spec.sends ? SENDING_VARIABLES : [])];
  const rows = variables.map(({ names, does }): Row => [names, does]);
  return [
    ...(rows.length === 0 ? [] : [{ title: "Environment:", rows }]),
    { title: "Exit codes:", rows: listExitsOf(spec).map(toRow) },
    { title: "Examples:", rows: [], examples: spec.examples },
  ];
}

function toRow({ code, when }: ExitRow): Row {
  return [code, when];
}

function writeSection({ title, rows, examples = [] }: Section, { width, style }: HelpLook): string {
  const termWidth = Math.max(...rows.map(([term]) => displayWidth(term)), 0);
  return [
    style.bold(title),
    ...rows.map((row) => layOut(row, termWidth, width)),
    ...examples.flatMap(({ line, does }) => [...wrapText(does, { width, first: "  " }), `    $ ${line}`]),
    "",
  ].join("\n");
}

/** A term with its text beside it, or below it where there is no room. */
function layOut([term, text]: Row, termWidth: number, width: number): string {
  const first = `  ${term.padEnd(termWidth)}  `;
  if (width - first.length >= NARROWEST_TEXT)
    return wrapText(text, { width, first, rest: " ".repeat(first.length) }).join("\n");
  return [...wrapText(term, { width, first: "  " }), ...wrapText(text, { width, first: "      " })].join("\n");
}
