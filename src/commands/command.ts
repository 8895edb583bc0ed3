import type { ExitName } from "../diagnosis/exit-code.js";
import type { Host } from "../host/host.js";
import type { DocumentError } from "../render/json/render-document.js";
import type { Output } from "./output.js";

/** A positional argument of a command. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly variadic?: boolean;
  /** What a shell completes here. */
  readonly completes?: "subject" | "case" | "file" | "method-or-path" | "path" | "shell" | "command";
}

/** An option, in commander's notation of flags. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  /** Environment variable that stands in for it. */
  readonly env?: string;
  /** Shown in the help; the command itself fills it in. */
  readonly defaultText?: string;
  readonly choices?: readonly string[];
  /** True where it may be given more than once; its value is a list. */
  readonly repeatable?: boolean;
  /** The heading under which the help lists it; a command's own options have none. */
  readonly group?: string;
}

/** A command line that runs as it stands, and what it does: a clause that starts with a verb. */
export interface ExampleSpec {
  readonly line: string;
  readonly does: string;
}

/** Environment variables that no option stands for, and what they are for. */
export interface VariableSpec {
  readonly names: string;
  readonly does: string;
}

/** The ways to end that a command can choose; `child` is the exit code of a command that it ran. */
export type CommandExit = Exclude<ExitName, "internal"> | "child";

/** A command as data: its registration, help, completion and README row all come from here. */
export interface CommandSpec {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What it does, for its own help. */
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  /** What follows its name in a command line; from options and arguments where it is left out. */
  readonly usage?: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly ExampleSpec[];
  /** When it ends with which exit code. Bugs (70) and interrupts (130) are the same for all. */
  readonly exits: Readonly<Partial<Record<CommandExit, string>>>;
  /** Variables that it reads or sets, beside those of its options and of sending. */
  readonly environment?: readonly VariableSpec[];
  /** True where it sends requests: it then takes the shared options as well. */
  readonly sends: boolean;
  /** How long it may take to end in its own way after Ctrl-C, in ms; a moment where it is left out. */
  readonly patienceMs?: number;
  /** True where Ctrl-C is how it is meant to end: it then ends in its own time, and its own exit code counts. */
  readonly endsByInterrupt?: true;
}

/** The values of a parsed command line, by option name in camel case. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** What a command is run with. */
export interface CommandCall {
  readonly host: Host;
  readonly output: Output;
  readonly args: readonly string[];
  readonly options: OptionValues;
  /** The words after `--`, where there was one. */
  readonly rest: readonly string[] | null;
}

/** How a command ended. */
export interface Outcome {
  readonly exit: { readonly code: number; readonly name: string };
  /** The command's own members of the JSON document. */
  readonly members: Readonly<Record<string, unknown>>;
  /** What was wrong with the call, where the command ends by itself with `usage`. */
  readonly error?: DocumentError;
}

/** A command's code, loaded only when it is run. */
export type CommandRun = (call: CommandCall) => Promise<Outcome>;
