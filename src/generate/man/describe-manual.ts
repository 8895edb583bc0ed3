import type { BlockContent, Paragraph, Root, RootContent } from "mdast";
import { COMMANDS } from "../../commands/all-commands.js";
import type { CommandSpec, OptionSpec, VariableSpec } from "../../commands/command.js";
import { type ExitRow, listExits, listExitsOf } from "../../commands/exit-meanings.js";
import { PROGRAM } from "../../commands/program-spec.js";
import { COMMON_OPTIONS, SENDING_OPTIONS, SENDING_VARIABLES, SHARED_GROUPS } from "../../commands/shared-options.js";
import { describeOption, writeUsage } from "../../commands/write-usage.js";
import { bold, exampleBlocks, heading, italic, item, list, paragraph } from "./man-nodes.js";

/** The manual of the program as a Markdown tree: everything that the specs of its commands hold. */
export function describeManual(): Root {
  const specs = COMMANDS.map(({ spec }) => spec);
  return {
    type: "root",
    children: [
      heading(1, `${PROGRAM.name}(1) -- why a call to the 21st Agents API failed, and what to do next`),
      heading(2, "Synopsis"),
      ...specs.map((spec) => paragraph(bold(`${PROGRAM.name} ${spec.name}`), ` ${writeUsage(spec)}`)),
      heading(2, "Description"),
      paragraph(PROGRAM.description),
      paragraph(
        "Data goes to standard output, talk to standard error. With --json, standard output holds exactly one document, whatever happens.",
      ),
      heading(2, "Commands"),
      ...specs.flatMap(describeCommand),
      ...describeSharedOptions(),
      ...describeSurroundings(),
      heading(2, "Exit status"),
      paragraph("The first diagnosis of severity error decides."),
      list(listExits().map(describeExit)),
      heading(2, "Examples"),
      ...exampleBlocks(PROGRAM.examples),
    ],
  };
}

function describeSharedOptions(): RootContent[] {
  const helps: OptionSpec = { flags: "-h, --help", description: "print help" };
  return [
    heading(2, "Options of commands that send requests"),
    ...[SHARED_GROUPS.target, SHARED_GROUPS.patience].flatMap((group) =>
      part(
        group.replace(/:$/, ""),
        SENDING_OPTIONS.filter((option) => option.group === group),
        describeFlags,
      ),
    ),
    heading(2, "Options of every command"),
    list([...COMMON_OPTIONS, helps].map(describeFlags)),
    paragraph(
      "Without a command, ",
      bold("-V"),
      " or ",
      bold("--version"),
      " prints the version of the program and of Node, and the platform.",
    ),
  ];
}

/** What it reads beside its command line. */
function describeSurroundings(): RootContent[] {
  return [
    heading(2, "Environment"),
    list([...variablesOfOptions(), ...SENDING_VARIABLES].map(describeVariable)),
    heading(2, "Files"),
    list([
      item(
        [bold("~/.an/credentials")],
        "A JSON object whose member apiKey is the key that is used where no option and no variable gives one.",
      ),
    ]),
  ];
}

function describeCommand(spec: CommandSpec): RootContent[] {
  return [
    heading(3, spec.name),
    paragraph(spec.description),
    ...part("Arguments", spec.arguments, ({ name, description }) => item([italic(name)], description)),
    ...part("Options", spec.options, describeFlags),
    ...part("Environment", spec.environment ?? [], describeVariable),
    ...part("Exit codes", listExitsOf(spec), describeExit),
    paragraph(bold("Examples")),
    ...exampleBlocks(spec.examples),
  ];
}

function part<T>(title: string, items: readonly T[], describe: (each: T) => Paragraph): BlockContent[] {
  return items.length === 0 ? [] : [paragraph(bold(title)), list(items.map(describe))];
}

function describeFlags(option: OptionSpec): Paragraph {
  const [spellings = "", value] = option.flags.split(/ (?=<)/);
  return item([bold(spellings), ...(value === undefined ? [] : [" ", italic(value)])], describeOption(option));
}

function describeVariable({ names, does }: VariableSpec): Paragraph {
  return item([bold(names)], does);
}

function describeExit({ code, when }: ExitRow): Paragraph {
  return paragraph(bold(code), `: ${when}`);
}

/** The variables that stand in for options. */
function variablesOfOptions(): VariableSpec[] {
  return [...SENDING_OPTIONS, ...COMMON_OPTIONS].flatMap(({ env, flags }) =>
    env === undefined ? [] : [{ names: env, does: `stands in for ${flags.split(/[ ,]/)[0]}` }],
  );
}
