import {
  type CompletedArgument,
  type CompletedCommand,
  type CompletedOption,
  type CompletedWord,
  type CompletionSource,
  type Place,
  usedLists,
} from "./completion-source.js";
import { fillTemplate } from "./fill-template.js";

/** Gives the completion function for zsh from its template. */
export function writeZsh(source: CompletionSource, template: string): string {
  const commands = source.commands.map(({ name, summary }) => ({ word: name, description: summary }));
  return fillTemplate(template, {
    lists: [
      ...writeList("command", commands),
      ...usedLists(source).flatMap((name) => ["", ...writeList(name, source.lists[name])]),
      ...writeAlternatives(source),
    ],
    options: source.options.map((option) => `${writeOption(option, "(- : *)")} \\`),
    commands: source.commands.flatMap(writeCommand),
  });
}

function writeList(name: string, words: readonly CompletedWord[]): string[] {
  const rows = words.map(({ word, description }) => `  ${quote(`${word.replaceAll(":", "\\:")}:${description}`)}`);
  return [
    `_sandbox-errors-${name}() {`,
    "  local -a words_of_list=(",
    ...rows.map((row) => `  ${row}`),
    "  )",
    `  _describe -t ${name}s ${name} words_of_list`,
    "}",
  ];
}

/** Where one argument may be from several lists, or a file as well, a function offers them all. */
function writeAlternatives({ commands }: CompletionSource): string[] {
  const places = commands.flatMap((command) => command.arguments.map(({ place }) => place));
  const mixed = places.flatMap((place) => (place.kind === "lists" && placeName(place).includes("-") ? [place] : []));
  const names = new Map(mixed.map((place) => [placeName(place), place]));
  return [...names].flatMap(([name, { lists, files }]) => [
    "",
    `_sandbox-errors-${name}() {`,
    `  _alternative ${[...lists.map((list) => `${list}s:${list}:_sandbox-errors-${list}`), ...(files ? ["files:file:_files"] : [])].join(" ")}`,
    "}",
  ]);
}

function placeName({ lists, files }: Extract<Place, { kind: "lists" }>): string {
  return [...lists, ...(files ? ["file"] : [])].join("-");
}

function writeCommand(command: CompletedCommand): string[] {
  const specs = [
    ...command.options.map((option) => writeOption(option, exclusionOf(option))),
    ...command.arguments.filter(({ place }) => place.kind !== "command").map(writeArgument),
  ];
  const parsing = [
    "_arguments -s -S \\",
    ...specs.map((spec, at) => `  ${spec}${at < specs.length - 1 ? " \\" : " && ret=0"}`),
  ];
  const wraps = command.arguments.some(({ place }) => place.kind === "command");
  const body = wraps ? [...REST, ...parsing.map((line) => `  ${line}`), "fi"] : parsing;
  return [`${command.name})`, ...body.map((line) => `  ${line}`), "  ;;"];
}

/** Behind `--` another command stands, with completions of its own. */
const REST = [
  "if (( $words[(i)--] < CURRENT )); then",
  "  integer dashes=$words[(i)--]",
  "  shift $dashes words",
  "  (( CURRENT -= dashes ))",
  "  _normal && ret=0",
  "else",
];

function exclusionOf({ flags, repeatable }: CompletedOption): string {
  if (repeatable) return "*";
  if (flags.includes("--help")) return "(- : *)";
  return flags.length > 1 ? `(${flags.join(" ")})` : "";
}

function writeOption({ flags, description, value }: CompletedOption, exclusion: string): string {
  const names = flags.map((flag) => (value === null ? flag : `${flag}${flag.startsWith("--") ? "=" : "+"}`));
  const rest = `[${escapeSigns(description, /[\\[\]]/g)}]${value === null ? "" : `:${escapeSigns(value.name, /[\\:]/g)}:${writeAction(value.place)}`}`;
  const [name = ""] = names;
  if (names.length === 1) return quote(`${exclusion}${name}${rest}`);
  return `${exclusion === "" ? "" : quote(exclusion)}{${names.join(",")}}${quote(rest)}`;
}

function writeArgument({ name, variadic, place }: CompletedArgument, at: number): string {
  return quote(`${variadic ? "*" : at + 1}:${escapeSigns(name, /[\\:]/g)}:${writeAction(place)}`);
}

function writeAction(place: Place): string {
  switch (place.kind) {
    case "words":
      return `(${place.words.join(" ")})`;
    case "lists":
      return `_sandbox-errors-${placeName(place)}`;
    case "file":
      return "_files";
    case "formFile":
      // The space in front keeps zsh from adding words of its own.
      return ` _sandbox-errors-form-file ${place.words.join(" ")}`;
    case "atFile":
      return "_sandbox-errors-at-file";
    case "command":
    case "nothing":
      return " ";
  }
}

function escapeSigns(text: string, special: RegExp): string {
  return text.replace(special, (sign) => `\\${sign}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
