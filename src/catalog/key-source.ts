/** The variables that may hold a key, the strongest first. */
export const KEY_VARIABLES = ["SANDBOX_API_KEY", "API_KEY_21ST", "AN_API_KEY"] as const;

/** Where a key came from. Public in the JSON output. */
export type KeySource = "flag" | "file" | "stdin" | `env:${(typeof KEY_VARIABLES)[number]}` | "credentials";

/** Every source of a key, the strongest first. */
export const KEY_SOURCES: readonly KeySource[] = [
  "flag",
  "file",
  "stdin",
  ...KEY_VARIABLES.map((name) => `env:${name}` as const),
  "credentials",
];

/** A source of a key as people know it: the variable's name, or where it stands. */
export function nameKeySource(source: KeySource): string {
  if (source.startsWith("env:")) return source.slice(4);
  const names: Readonly<Record<string, string>> = {
    flag: "the command line",
    file: "the file of --api-key-file",
    stdin: "standard input",
    credentials: "~/.an/credentials",
  };
  return names[source] ?? source;
}
