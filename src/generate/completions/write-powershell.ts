import {
  type CompletedCommand,
  type CompletedOption,
  type CompletedWord,
  type CompletionSource,
  namesOfWrappers,
  type Place,
  usedLists,
} from "./completion-source.js";
import { fillTemplate } from "./fill-template.js";

/**
 * Gives the completion script for PowerShell from its template. Throws where a text is not ASCII: Windows PowerShell 5.1
 * reads a script without a byte order mark in the local code page.
 */
export function writePowershell(source: CompletionSource, template: string): string {
  const commands = source.commands.map(({ name, summary }) => ({ word: name, description: summary }));
  const script = fillTemplate(template, {
    lists: [
      ...writeList("command", commands),
      ...usedLists(source).flatMap((name) => writeList(name, source.lists[name])),
    ],
    options: [
      ...writeOptions("", source.options),
      ...source.commands.flatMap(({ name, options }) => writeOptions(name, options)),
    ],
    arguments: source.commands.flatMap(writeArguments),
    wrappers: namesOfWrappers(source).map(quote),
  });
  const foreign = /[^\n -~]/.exec(script);
  if (foreign !== null) throw new Error(`a text of the completions holds ${foreign[0]}, which is not ASCII`);
  return script;
}

function writeList(name: string, words: readonly CompletedWord[]): string[] {
  return [
    `${quote(name)} = @(`,
    ...words.map(({ word, description }) => `    ${quote(`${word}|${description}`)}`),
    ")",
  ];
}

/** Keys of a hash table ignore case, and `-f` is not `-F`: options are rows. */
function writeOptions(command: string, options: readonly CompletedOption[]): string[] {
  const rows = options.flatMap(({ flags, description, value }) =>
    flags.map((flag) => `    @{ Flag = ${quote(flag)}; ${writeKind(value?.place)}; Text = ${quote(description)} }`),
  );
  return [`${quote(command)} = @(`, ...rows, ")"];
}

function writeKind(place: Place | undefined): string {
  if (place === undefined) return "Kind = 'flag'";
  if (place.kind === "file") return "Kind = 'file'";
  if (place.kind !== "words" && place.kind !== "formFile") return "Kind = 'free'";
  const words = place.words.map((word) => quote(`${word}|${word}`));
  return `Kind = '${place.kind}'; Words = @(${words.join(", ")})`;
}

function writeArguments(command: CompletedCommand): string[] {
  const rows = command.arguments.flatMap(({ variadic, place }, at) => {
    if (place.kind !== "lists" && place.kind !== "file") return [];
    const lists = place.kind === "lists" ? place.lists : [];
    const files = place.kind === "file" || (place.kind === "lists" && place.files);
    return [`    @{ Position = ${variadic ? -1 : at}; Lists = @(${lists.map(quote).join(", ")}); Files = $${files} }`];
  });
  return [`${quote(command.name)} = @(`, ...rows, ")"];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
