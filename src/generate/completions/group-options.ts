import type { CompletedOption } from "./completion-source.js";

/** All spellings of options, in order. */
export function optionFlags(options: readonly CompletedOption[]): string[] {
  return options.flatMap(({ flags }) => flags);
}

/** Groups options by what `key` gives for them, in the order of first appearance; undefined leaves one out. */
export function groupOptions(
  options: readonly CompletedOption[],
  key: (option: CompletedOption) => string | undefined,
): (readonly [string, readonly CompletedOption[]])[] {
  const groups = new Map<string, CompletedOption[]>();
  for (const option of options) {
    const name = key(option);
    if (name === undefined) continue;
    groups.set(name, [...(groups.get(name) ?? []), option]);
  }
  return [...groups];
}
