import {
  type CompletedCommand,
  type CompletionSource,
  namesOfWrappers,
  type Place,
  usedLists,
} from "./completion-source.js";
import { fillTemplate } from "./fill-template.js";
import { groupOptions, optionFlags } from "./group-options.js";

const LINE_WIDTH = 120;

/** Gives the completion script for bash from its template. */
export function writeBash(source: CompletionSource, template: string): string {
  const first = [...source.commands.map(({ name }) => name), ...optionFlags(source.options)];
  return fillTemplate(template, {
    lists: [
      ...usedLists(source).flatMap((name) =>
        writeList(
          name,
          source.lists[name].map(({ word }) => word),
        ),
      ),
      `_sandbox_errors_wrappers="${namesOfWrappers(source).join(" ")}"`,
    ],
    options: [
      `"") echo "${first.join(" ")}" ;;`,
      ...source.commands.map(({ name, options }) => `${name}) echo "${optionFlags(options).join(" ")}" ;;`),
    ],
    values: source.commands.flatMap(writeValues),
    arguments: source.commands.flatMap(writeArguments),
  });
}

function writeList(name: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return [`_sandbox_errors_${name}="`, ...lines, '"'];
}

function writeValues({ name, options }: CompletedCommand): string[] {
  const groups = groupOptions(options, ({ value }) => (value === null ? undefined : writePlace(value.place)));
  const lines = groups.map(([place, group]) => `    ${optionFlags(group).join(" | ")}) echo "${place}" && return ;;`);
  return [`${name})`, "  case $2 in", ...lines, "  esac", "  ;;"];
}

function writeArguments(command: CompletedCommand): string[] {
  return command.arguments.flatMap(({ variadic, place }, at) =>
    place.kind === "nothing" || place.kind === "command"
      ? []
      : [`"${command.name} "${variadic ? "*" : at}) echo "${writePlace(place)}" ;;`],
  );
}

function writePlace(place: Place): string {
  if (place.kind === "words") return place.words.join(" ");
  if (place.kind === "formFile") return `:formFile ${place.words.join(" ")}`;
  if (place.kind !== "lists") return `:${place.kind}`;
  return [...place.lists.map((list) => `$_sandbox_errors_${list}`), ...(place.files ? [":file"] : [])].join(" ");
}
