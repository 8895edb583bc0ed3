import { UsageError } from "../usage-error.js";

/** A field as it was given: its path within the body, and its value. */
export interface FieldValue {
  /** `options[tools][]` is `["options", "tools", ""]`; "" appends to a list. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A list that nothing is in yet: what `a[]` without a value means, as in `gh api`. */
export const EMPTY_LIST = Symbol("an empty list");

/** The path of `a[]`, which has no value; undefined for any other field. Throws UsageError as `readFieldPath` does. */
export function readEmptyList(field: string, option: string): readonly string[] | undefined {
  return field.includes("=") || !field.endsWith("[]") ? undefined : readFieldPath(field, option);
}

/** Reads the name of a field, nested as in `gh api`: `a[b]=c`, `a[]=b`, `a[][b]=c`. Throws UsageError for other brackets. */
export function readFieldPath(name: string, option: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match === null)
    throw new UsageError(
      `${option}: "${name}" is no field name`,
      name,
      "Nest as in a[b]=c, and append to a list as in a[]=b.",
    );
  const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map(([, key = ""]) => key);
  return [match[1] ?? "", ...inner];
}

type Node = Record<string, unknown> | unknown[];

/** Builds the JSON object that the fields describe, in their order. Throws UsageError where two of them contradict. */
export function buildBody(fields: readonly FieldValue[]): Record<string, unknown> {
  const body: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { path, value } of fields) place(body, path, value, path.join("."));
  return body;
}

function place(node: Node, path: readonly string[], value: unknown, name: string): void {
  const [key = "", ...rest] = path;
  if (Array.isArray(node)) placeInList(node, key, rest, value, name);
  else if (rest.length === 0) {
    if (Object.hasOwn(node, key)) throw contradiction(name);
    node[key] = value;
  } else place(childOf(node, key, rest, name), rest, value, name);
}

function childOf(node: Record<string, unknown>, key: string, rest: readonly string[], name: string): Node {
  const wanted = rest[0] === "" ? [] : (Object.create(null) as Record<string, unknown>);
  if (!Object.hasOwn(node, key)) node[key] = wanted;
  const child = node[key];
  if (typeof child !== "object" || child === null || Array.isArray(child) !== Array.isArray(wanted))
    throw contradiction(name);
  return child as Node;
}

/** `a[][b]=1 a[][c]=2` fills one object; a member that it has already starts the next one. */
function placeInList(list: unknown[], key: string, rest: readonly string[], value: unknown, name: string): void {
  if (key !== "") throw contradiction(name);
  if (rest.length === 0) {
    if (value !== EMPTY_LIST) list.push(value);
    return;
  }
  const last = list.at(-1);
  const open = typeof last === "object" && last !== null && !Array.isArray(last) && !Object.hasOwn(last, rest[0] ?? "");
  if (!open) list.push(rest[0] === "" ? [] : Object.create(null));
  place(list.at(-1) as Node, rest, value, name);
}

function contradiction(name: string): UsageError {
  return new UsageError(`The field ${name} is given twice, or in two forms`, name, "Give each field once.");
}
