/** The values of an option that may be given more than once; empty where it was not given. */
export function readOptionList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
