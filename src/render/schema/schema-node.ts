/** A node of a JSON Schema (draft 2020-12). */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** An object that has exactly these members, but for those named as optional. */
export function closedObject(
  description: string,
  members: Readonly<Record<string, SchemaNode>>,
  optional: readonly string[] = [],
): SchemaNode {
  const required = Object.keys(members).filter((name) => !optional.includes(name));
  return { type: "object", description, properties: members, required, additionalProperties: false };
}

/** Any text. */
export function text(description: string): SchemaNode {
  return { type: "string", description };
}

/** Any text, or null. */
export function textOrNull(description: string): SchemaNode {
  return { type: ["string", "null"], description };
}

/** Text of a form that a regular expression (ECMA-262) tells. */
export function textLike(pattern: string, description: string): SchemaNode {
  return { type: "string", pattern, description };
}

/** One of these words. */
export function word(words: readonly string[], description: string): SchemaNode {
  return { type: "string", enum: [...words], description };
}

/** One of these words, or null. */
export function wordOrNull(words: readonly string[], description: string): SchemaNode {
  return { type: ["string", "null"], enum: [...words, null], description };
}

/** A whole number that is not below `least`; the description names its unit. */
export function whole(least: number, description: string): SchemaNode {
  return { type: "integer", minimum: least, description };
}

/** The same, or null. */
export function wholeOrNull(least: number, description: string): SchemaNode {
  return { type: ["integer", "null"], minimum: least, description };
}

/** True or false. */
export function flag(description: string): SchemaNode {
  return { type: "boolean", description };
}

/** A list of what `items` describes. */
export function listOf(items: SchemaNode, description: string): SchemaNode {
  return { type: "array", items, description };
}

/** What `$defs` has under this name. */
export function ref(name: string, description?: string): SchemaNode {
  return { $ref: `#/$defs/${name}`, ...(description === undefined ? {} : { description }) };
}

/** The same, or null. */
export function refOrNull(name: string, description: string): SchemaNode {
  return { anyOf: [ref(name), { type: "null" }], description };
}
