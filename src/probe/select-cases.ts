import { findNearest } from "../catalog/find-nearest.js";
import { ALL_CASES } from "./all-cases.js";
import type { ProbeCase } from "./probe-case.js";

/** The cases that were named, in their own order, or all where none was; or the name that is none, and what is near it. */
export function selectCases(
  names: readonly string[],
): readonly ProbeCase[] | { readonly unknown: string; readonly near: readonly string[] } {
  const ids = ALL_CASES.map(({ id }) => id);
  const unknown = names.find((name) => !ids.includes(name));
  if (unknown !== undefined) return { unknown, near: findNearest(unknown, ids) };
  return names.length === 0 ? ALL_CASES : ALL_CASES.filter(({ id }) => names.includes(id));
}
