import type { Facts } from "../../exchange/facts.js";

/** The number that a chat sent in `options` under this name, or null. */
export function readNumberOption(facts: Facts, name: string): number | null {
  const options = facts.requestBody.object?.["options"];
  if (typeof options !== "object" || options === null || !Object.hasOwn(options, name)) return null;
  const value = (options as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" ? value : null;
}
