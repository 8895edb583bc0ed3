import { type Command as Commander, CommanderError, Option, Command as Program } from "commander";
import { COMMANDS, type Command } from "../commands/all-commands.js";
import type { CommandSpec, OptionSpec, OptionValues } from "../commands/command.js";
import { PROGRAM } from "../commands/program-spec.js";
import { allOptions, SHARED_GROUPS } from "../commands/shared-options.js";
import { UsageError } from "../commands/usage-error.js";
import { describeOption, writeArgument, writeUsage } from "../commands/write-usage.js";
import type { Style } from "../render/style.js";
import { capitalise } from "../text/capitalise.js";

/** What a command line asks for. */
export type Invocation =
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly args: readonly string[];
      readonly options: OptionValues;
    }
  | { readonly kind: "text"; readonly text: string };

/** What the texts that a command line can ask for depend on. */
export interface TextSetting {
  /** What `--version` prints. */
  readonly version: string;
  /** The columns that the help may take. */
  readonly width: number;
  /** The style of its headings. */
  readonly style: () => Promise<Style>;
}

/**
 * Reads a command line (without the words after `--`). Throws UsageError where it is wrong; help and version come back as
 * text.
 */
export async function readCommandLine(
  args: readonly string[],
  { version, width, style }: TextSetting,
): Promise<Invocation> {
  let invocation: Invocation | undefined;
  const written: string[] = [];
  const program = createProgram(version, (text) => written.push(text));
  if (asksForHelp(args)) (await import("./dress-help.js")).dressHelp(program, { width, style: await style() });
  for (const command of COMMANDS) {
    // A command that is not meant is only listed: making the options of all would cost every start some ms.
    if (!args.includes(command.spec.name)) program.command(command.spec.name).summary(command.spec.summary);
    else {
      addCommand(program, command.spec, (given, options) => {
        invocation = { kind: "command", command, args: given, options };
      });
    }
  }
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "text", text: written.join("") };
    throw toUsageError(error, args);
  }
  if (invocation === undefined)
    throw new UsageError("No command was given", null, "sandbox-errors --help lists the commands.");
  return invocation;
}

function createProgram(version: string, writeOut: (text: string) => void): Commander {
  return new Program(PROGRAM.name)
    .usage("<command> [options]")
    .description(PROGRAM.description)
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut,
      writeErr: () => undefined,
      // Its headings have the style that they are given.
      getOutHasColors: () => true,
    });
}

/** True where the help may have to be written, among other short options too; better once too often. */
function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === "--help" || /^-[A-Za-z]*h/.test(arg));
}

function addCommand(program: Commander, spec: CommandSpec, run: (args: string[], options: OptionValues) => void): void {
  const command = program.command(spec.name).summary(spec.summary).description(spec.description);
  command.usage(writeUsage(spec));
  for (const argument of spec.arguments) command.argument(writeArgument(argument), argument.description);
  for (const option of allOptions(spec)) command.addOption(toOption(option));
  command.addHelpOption(new Option("-h, --help", "print help").helpGroup(SHARED_GROUPS.every));
  // Commander would count the words that are too many; we name the first of them.
  command.allowExcessArguments(true);
  command.action(() => {
    refuseExcess(spec, command.args);
    run(command.args, command.opts());
  });
}

function refuseExcess(spec: CommandSpec, args: readonly string[]): void {
  if (spec.arguments.at(-1)?.variadic === true) return;
  const extra = args[spec.arguments.length];
  if (extra === undefined) return;
  const hint = `Leave it out, or quote what belongs together. sandbox-errors ${spec.name} --help shows what it takes.`;
  throw new UsageError(`"${extra}" is one word too many for ${spec.name}`, extra, hint);
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, describeOption(spec));
  if (spec.group !== undefined) option.helpGroup(spec.group);
  if (spec.choices !== undefined) option.choices([...spec.choices]);
  if (spec.repeatable === true) {
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  }
  return option;
}

/** Commander's own words, without its prefix; its suggestion becomes the way out. */
function toUsageError(error: CommanderError, args: readonly string[]): UsageError {
  const text = error.message
    .replace(/^error: /, "")
    .replace(/\.?\s*$/, "")
    // The option's name is enough, and what was given to it may be a secret.
    .replace(/^(unknown option '--?[^=']*)=.*'/s, "$1'");
  const [message = text, suggestion] = text.split("\n");
  const subject = /'([^']*)'/.exec(message)?.[1] ?? null;
  const command = args.find((arg) => !arg.startsWith("-"));
  const help = !COMMANDS.some(({ spec }) => spec.name === command)
    ? "sandbox-errors --help lists the commands."
    : `sandbox-errors ${command} --help lists its options.`;
  const hint = suggestion === undefined ? help : `${suggestion.replace(/^\((.*)\)$/, "$1")} Otherwise ${help}`;
  const shown = error.code === "commander.help" ? "No command was given" : capitalise(message);
  return new UsageError(shown, subject, hint);
}
