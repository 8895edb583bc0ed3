import { matchRoute } from "../../src/catalog/match-route.js";
import { COMMANDS } from "../../src/commands/all-commands.js";
import type { CommandSpec, OptionSpec } from "../../src/commands/command.js";
import { COMMON_OPTIONS, SENDING_OPTIONS } from "../../src/commands/shared-options.js";

const PROGRAM = "sandbox-errors";

/**
 * Says what is wrong with a command line that a fix proposes: a command that is not registered, an option that it does
 * not have, a request that goes to no endpoint. Undefined where nothing is, and for other programs' lines.
 */
export function checkCommandLine(line: string): string | undefined {
  for (const part of splitPipes(splitWords(line))) {
    const start = part.indexOf(PROGRAM);
    const fault = start < 0 ? undefined : checkOwn(part.slice(start + 1));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkOwn(words: readonly string[]): string | undefined {
  const [name = "", ...rest] = words;
  const spec = COMMANDS.find((command) => command.spec.name === name)?.spec;
  if (spec === undefined) return `there is no command "${name}"`;
  const own = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  const read = readOptions(spec, own);
  if (typeof read === "string") return `${name} has no option ${read}`;
  const least = spec.arguments.filter(({ required }) => required).length;
  const isOpen = spec.arguments.some(({ variadic }) => variadic === true);
  if (read.length < least) return `${name} lacks an argument`;
  if (!isOpen && read.length > spec.arguments.length) return `${name} takes at most ${spec.arguments.length} arguments`;
  return name === "request" ? checkRequest(read, own) : undefined;
}

/** The positional words, or the option that is unknown. */
function readOptions(spec: CommandSpec, words: readonly string[]): string[] | string {
  const known = [...spec.options, ...COMMON_OPTIONS, ...(spec.sends ? SENDING_OPTIONS : [])];
  const positional: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? "";
    const option = findOption(known, word);
    if (option !== undefined) i += option.flags.includes("<") && !word.includes("=") ? 1 : 0;
    else if (/^-[\w-]/.test(word)) return word;
    else positional.push(word);
  }
  return positional;
}

function findOption(known: readonly OptionSpec[], word: string): OptionSpec | undefined {
  const name = word.split("=")[0] ?? "";
  return known.find(({ flags }) => flags.split(/[ ,]+/).includes(name));
}

function checkRequest(positional: readonly string[], words: readonly string[]): string | undefined {
  const hasBody = words.some((word) => /^(?:-f|-F|-d|--field|--raw-field|--data)$/.test(word));
  const [first = "", second] = positional;
  const method = second === undefined ? (hasBody ? "POST" : "GET") : first;
  const path = (second ?? first).split("?")[0] ?? "";
  const { endpoint } = matchRoute(method, path.replaceAll("{agent}", "my-agent"));
  return endpoint === null ? `${method} ${path} is no endpoint` : undefined;
}

/** The words of a POSIX shell line, quotes taken off. */
function splitWords(line: string): string[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|\\.|<[^<>]*>|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, "$1$2$3"));
}

function splitPipes(words: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (["|", "&&", ";", "||"].includes(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
