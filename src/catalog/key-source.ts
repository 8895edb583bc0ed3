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
