import type { ArgumentSpec, CommandSpec, OptionSpec } from "../../commands/command.js";
import { REPORT_FORMS } from "../../commands/probe/read-probe-options.js";

/** A word that a shell offers, and what it says beside it. */
export interface CompletedWord {
  readonly word: string;
  readonly description: string;
}

/** The lists of words that arguments name: a list's name is what `completes` of an argument says. */
export type WordLists = Readonly<Record<"subject" | "case" | "method" | "path" | "shell", readonly CompletedWord[]>>;

/**
 * What is completed at one place: `atFile` is a file behind an @, `formFile` one behind a form and =, `command` a command
 * line of its own.
 */
export type Place =
  | { readonly kind: "nothing" | "file" | "atFile" | "command" }
  | { readonly kind: "words" | "formFile"; readonly words: readonly string[] }
  | { readonly kind: "lists"; readonly lists: readonly (keyof WordLists)[]; readonly files: boolean };

/** An option with its spellings; `value` is null where it takes none. */
export interface CompletedOption {
  readonly flags: readonly string[];
  readonly description: string;
  readonly value: { readonly name: string; readonly place: Place } | null;
  readonly repeatable: boolean;
}

/** An argument of a command, in its position. */
export interface CompletedArgument {
  readonly name: string;
  readonly variadic: boolean;
  readonly place: Place;
}

/** A command with everything that can stand behind it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly CompletedArgument[];
}

/** What all completion scripts are written from. */
export interface CompletionSource {
  /** The options that stand before a command. */
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
  readonly lists: WordLists;
}

const HELP: OptionSpec = { flags: "-h, --help", description: "print help" };
const VERSION: OptionSpec = { flags: "-V, --version", description: "print the version" };

/** What an option's value is, by the name that its flags give it; any other value is nobody's to guess. */
const VALUE_PLACES: Readonly<Record<string, Place>> = {
  file: { kind: "file" },
  path: { kind: "file" },
  body: { kind: "atFile" },
  "key=json": { kind: "atFile" },
  "form=file": { kind: "formFile", words: REPORT_FORMS.map((form) => `${form}=`) },
};

/** Collects what is completed. `optionsOf` gives a command's options, those that it shares included. */
export function collectCompletions(
  specs: readonly CommandSpec[],
  optionsOf: (spec: CommandSpec) => readonly OptionSpec[],
  lists: WordLists,
): CompletionSource {
  const commands = specs.map((spec) => ({
    name: spec.name,
    summary: spec.summary,
    options: [...optionsOf(spec), HELP].map(readOption),
    arguments: spec.arguments.map(readArgument),
  }));
  return { options: [HELP, VERSION].map(readOption), commands, lists };
}

function readOption({ flags, description, choices, repeatable }: OptionSpec): CompletedOption {
  const [spellings = "", name] = flags.split(/ (?=[<[])/);
  return {
    flags: spellings.split(/, */),
    description,
    value: name === undefined ? null : { name: name.slice(1, -1), place: readPlace(name.slice(1, -1), choices) },
    repeatable: repeatable === true,
  };
}

function readPlace(name: string, choices: readonly string[] | undefined): Place {
  if (choices !== undefined) return { kind: "words", words: choices };
  return VALUE_PLACES[name] ?? { kind: "nothing" };
}

function readArgument({ name, variadic, completes }: ArgumentSpec): CompletedArgument {
  return {
    name,
    variadic: variadic === true,
    place: completes === undefined ? { kind: "nothing" } : PLACES[completes],
  };
}

const PLACES: Readonly<Record<NonNullable<ArgumentSpec["completes"]>, Place>> = {
  subject: { kind: "lists", lists: ["subject"], files: true },
  case: { kind: "lists", lists: ["case"], files: false },
  "method-or-path": { kind: "lists", lists: ["method", "path"], files: false },
  path: { kind: "lists", lists: ["path"], files: false },
  shell: { kind: "lists", lists: ["shell"], files: false },
  file: { kind: "file" },
  command: { kind: "command" },
};

/** The lists that some argument names, in a fixed order. */
export function usedLists({ commands }: CompletionSource): (keyof WordLists)[] {
  const places = commands.flatMap((command) => command.arguments.map(({ place }) => place));
  return [...new Set(places.flatMap((place) => (place.kind === "lists" ? place.lists : [])))];
}

/** The commands behind whose `--` another command line stands. */
export function namesOfWrappers({ commands }: CompletionSource): string[] {
  const wraps = (command: CompletedCommand) => command.arguments.some(({ place }) => place.kind === "command");
  return commands.filter(wraps).map(({ name }) => name);
}
