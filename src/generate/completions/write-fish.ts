import {
  type CompletedArgument,
  type CompletedCommand,
  type CompletedOption,
  type CompletedWord,
  type CompletionSource,
  type Place,
  usedLists,
  type WordLists,
} from "./completion-source.js";
import { fillTemplate } from "./fill-template.js";

/** Gives the completions for fish from their template. */
export function writeFish(source: CompletionSource, template: string): string {
  return fillTemplate(template, {
    lists: usedLists(source)
      .flatMap((name) => ["", ...writeList(name, source.lists[name])])
      .slice(1),
    options: source.options.map((option) => writeOption("__sandbox_errors_first", option)),
    commands: [
      ...source.commands.map(
        ({ name, summary }) => `complete -c sandbox-errors -n __sandbox_errors_first -a ${name} -d ${quote(summary)}`,
      ),
      ...source.commands.flatMap((command) => writeCommand(command, source.lists)),
    ],
  });
}

function writeList(name: string, words: readonly CompletedWord[]): string[] {
  const rows = words.map(({ word, description }) => `        ${quote(word)} ${quote(description)}`);
  return [
    `function ${listFunction(name)}`,
    "    printf '%s\\t%s\\n' \\",
    ...rows.map((row, at) => (at < rows.length - 1 ? `${row} \\` : row)),
    "end",
  ];
}

function writeCommand(command: CompletedCommand, lists: WordLists): string[] {
  const condition = `'__sandbox_errors_in ${command.name}'`;
  return [
    "",
    ...command.options.map((option) => writeOption(condition, option)),
    ...command.arguments.flatMap((argument) => writeArgument(command.name, argument, lists)),
  ];
}

function writeOption(condition: string, { flags, description, value }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const parts = [...names, ...(value === null ? [] : [writeValue(value.place)]), `-d ${quote(description)}`];
  return `complete -c sandbox-errors -n ${condition} ${parts.join(" ")}`;
}

function writeValue(place: Place): string {
  if (place.kind === "file") return "-r -F";
  if (place.kind === "atFile") return "-x -a '(__sandbox_errors_at_file)'";
  if (place.kind === "formFile") return `-x -a ${quote(`(__sandbox_errors_form_file ${place.words.join(" ")})`)}`;
  return place.kind === "words" ? `-x -a ${quote(place.words.join(" "))}` : "-x";
}

function writeArgument(command: string, { variadic, place }: CompletedArgument, lists: WordLists): string[] {
  if (place.kind === "command")
    return ["complete -c sandbox-errors -n __sandbox_errors_rest -a '(__sandbox_errors_complete_rest)'"];
  if (place.kind === "file") return [`complete -c sandbox-errors -n '__sandbox_errors_in ${command}' -F`];
  if (place.kind !== "lists") return [];
  return place.lists.map((list) => {
    // fish does not say at which position a word stands; one word of a list is enough, though.
    const once = variadic ? "" : `; and __sandbox_errors_without ${lists[list].map(({ word }) => word).join(" ")}`;
    const files = place.files ? "-F " : "";
    return `complete -c sandbox-errors -n '__sandbox_errors_in ${command}${once}' ${files}-a '(${listFunction(list)})'`;
  });
}

function listFunction(name: string): string {
  return `__sandbox_errors_${name}s`;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;
}
