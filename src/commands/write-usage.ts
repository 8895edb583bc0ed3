import type { ArgumentSpec, CommandSpec, OptionSpec } from "./command.js";

/** An argument as usage lines and commander write it: `<needed>`, `[allowed]`, `[many...]`. */
export function writeArgument({ name, required, variadic }: ArgumentSpec): string {
  const inner = variadic === true ? `${name}...` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}

/** What follows a command's name in its usage line. */
export function writeUsage({ usage, arguments: all }: CommandSpec): string {
  return usage ?? ["[options]", ...all.map(writeArgument)].join(" ");
}

/** What an option does, with its choices, its variable and its default behind it. */
export function describeOption({ description, choices, env, defaultText }: OptionSpec): string {
  const notes = [
    ...(choices === undefined ? [] : [choices.join(", ")]),
    ...(env === undefined ? [] : [`env: ${env}`]),
    ...(defaultText === undefined ? [] : [`default: ${defaultText}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join("; ")})`;
}
