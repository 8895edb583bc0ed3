/** Turns `snake_case` and `kebab-case` into `camelCase`. */
export function camelCase(text: string): string {
  return text.replace(/[-_]+(.)/g, (_, letter: string) => letter.toUpperCase());
}
