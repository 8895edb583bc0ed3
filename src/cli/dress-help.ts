import { type Command as Commander, Help } from "commander";
import { COMMANDS } from "../commands/all-commands.js";
import type { CommandSpec, ExampleSpec } from "../commands/command.js";
import { EXIT_MEANINGS, INTERRUPTED_MEANING } from "../commands/exit-meanings.js";
import { PROGRAM } from "../commands/program-spec.js";
import { SENDING_VARIABLES } from "../commands/shared-options.js";
import { EXITS, INTERRUPTED_CODES } from "../diagnosis/exit-code.js";
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
  const exits: Row[] = Object.entries(EXITS).map(([name, code]) => [
    String(code),
    EXIT_MEANINGS[name as keyof typeof EXITS],
  ]);
  return [
    { title: "Exit codes:", rows: [...exits, [String(INTERRUPTED_CODES.SIGINT), INTERRUPTED_MEANING]] },
    { title: "Examples:", rows: [], examples: PROGRAM.examples },
  ];
}

function commandSections({ exits, environment = [], sends, examples }: CommandSpec): Section[] {
  const variables = [...environment, ...(sends ? SENDING_VARIABLES : [])];
  const codes = Object.entries(EXITS).flatMap(([name, code]): Row[] => {
    const when = exits[name as keyof typeof exits];
    return when === undefined ? [] : [[String(code), when]];
  });
  return [
    ...(variables.length === 0
      ? []
      : [{ title: "Environment:", rows: variables.map(({ names, does }): Row => [names, does]) }]),
    { title: "Exit codes:", rows: [...codes, ...(exits.child === undefined ? [] : [["other", exits.child] as const])] },
    { title: "Examples:", rows: [], examples },
  ];
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
